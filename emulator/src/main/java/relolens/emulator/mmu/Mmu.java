package relolens.emulator.mmu;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import relolens.emulator.cache.CacheHierarchy;
import relolens.emulator.cpu.CpuState;
import relolens.emulator.cpu.GuestFault;
import relolens.emulator.cpu.SystemRegister;
import relolens.emulator.memory.MemoryType;
import relolens.emulator.memory.PhysicalMemory;

/**
 * Stage 1 translation of one core with its TLBs. Stage 2 is not modelled: HCR_EL2.VM has no effect.
 *
 * <p>The TLB is architectural state: a changed descriptor is not seen while an entry for it stays. Engines may remember
 * answers (they must forget them when {@link #epoch} changes, or when {@link #remembering} says so); what they remember is then always in the main TLB too, so
 * remembering never changes an answer.
 */
public final class Mmu {
    private static final int PAGE_SHIFT = 12;
    private static final long HCR_TGE = 1L << 27;

    private final CpuState cpu;
    private final Tlb tlb;
    private final TableWalker walker;
    private final Context[] contexts = new Context[3];
    private MmuListener listener = MmuListener.NONE;
    private boolean observed;
    private LongConsumer forgetPage = va -> {};
    private long epoch;
    private MemoryType type = MemoryType.NORMAL_NON_CACHEABLE;
    private int status;
    private final LastPage lastRead = new LastPage();
    private final LastPage lastWrite = new LastPage();
    private final LastPage lastFetch = new LastPage();
    /** Place of the last entry looked up in its micro TLB, or -1. */
    private int place;

    /** An MMU with empty TLBs. */
    public Mmu(CpuState cpu, CacheHierarchy caches, PhysicalMemory memory, TlbGeometry geometry) {
        this.cpu = cpu;
        this.tlb = new Tlb(geometry);
        this.walker = new TableWalker(caches, memory);
        contextChanged();
    }

    /**
     * Names who remembers translations of data accesses.
     *
     * @param forget takes the address of a page whose translation is not in the main TLB any more; the same page's address
     *     with another tag in its top byte is meant too
     */
    public void remembering(LongConsumer forget) {
        forgetPage = forget;
    }

    /** Sends walks to one listener; micro TLBs are only simulated while there is one. */
    public void listen(MmuListener to, boolean watching) {
        listener = to;
        observed = watching;
        forgetLast();
        walker.listen(to);
    }

    /** {@return a number that changes whenever a remembered translation may have become wrong} */
    public long epoch() {
        return epoch;
    }

    /** System registers changed: the next access reads them anew. */
    public void contextChanged() {
        for (int el = 0; el < contexts.length; el++) {
            contexts[el] = new Context(cpu, el);
        }
        epoch++;
    }

    /** PSTATE changed in a way that permissions depend on (EL, PAN, UAO): answers so far must be asked for again. */
    public void stateChanged() {
        epoch++;
    }

    /** {@return the memory type of the last translation, cacheability controls of SCTLR applied} */
    public MemoryType type() {
        return type;
    }

    /** {@return whether SCTLR.M of the regime in force is set} */
    public boolean enabled() {
        return contexts[cpu.el].enabled;
    }

    /** {@return whether SCTLR.A of the regime in force is set} */
    public boolean checksAlignment() {
        return contexts[cpu.el].alignmentCheck;
    }

    /**
     * Translates an access of the running program.
     *
     * @param unprivileged whether it is an LDTR, STTR or the like
     * @return physical address; {@link #type} tells the rest
     * @throws GuestFault if it may not be made
     */
    public long translate(long va, Access access, boolean unprivileged) {
        LastPage last = last(access);
        if (!unprivileged && last.holds(va, epoch)) {
            if (last.place >= 0) {
                tlb.micro(access == Access.FETCH).touch(last.place);
            }
            type = last.type;
            return last.translate(va);
        }
        Context context = contexts[cpu.el];
        long address = context.canonical(va);
        place = -1;
        long pa;
        if (!context.enabled) {
            if (address >>> context.outputBits != 0) {
                throw fault(va, access, TableWalker.ADDRESS_SIZE);
            }
            type = flatType(context, access);
            pa = address;
        } else {
            TlbEntry entry = lookup(context, address, access);
            if (entry == null) {
                throw fault(va, access, status);
            }
            boolean user = cpu.el == 0 || unprivileged && actsAsUser();
            if (!allowed(context, entry, access, user, cpu.pan)) {
                throw fault(va, access, TableWalker.PERMISSION | entry.level);
            }
            type = effectiveType(context, entry.type, access);
            pa = entry.translate(address);
        }
        if (!unprivileged) {
            last.remember(va, pa, type, place, epoch);
        }
        return pa;
    }

    /**
     * {@return the physical address of a data access of the running program, or -1 if it is not of the page that the last one
     * of its kind went to, or something has changed since; {@link #type} tells the rest}
     */
    public long again(long va, boolean write) {
        LastPage last = write ? lastWrite : lastRead;
        if (!last.holds(va, epoch)) {
            return -1;
        }
        if (last.place >= 0) {
            tlb.micro(false).touch(last.place);
        }
        type = last.type;
        return last.translate(va);
    }

    private LastPage last(Access access) {
        return access == Access.READ ? lastRead : access == Access.WRITE ? lastWrite : lastFetch;
    }

    private void forgetLast() {
        lastRead.forget();
        lastWrite.forget();
        lastFetch.forget();
    }

    /** Unprivileged loads and stores act as EL0's where an EL0 shares the regime. */
    private boolean actsAsUser() {
        if (cpu.uao) {
            return false;
        }
        return cpu.el == 1
                || contexts[2].regime == Regime.EL20 && (cpu.system().get(SystemRegister.HCR_EL2) & HCR_TGE) != 0;
    }

    private @Nullable TlbEntry lookup(Context context, long address, Access access) {
        boolean fetch = access == Access.FETCH;
        if (observed) {
            place = tlb.micro(fetch).find(context.regime, address, context.asid);
            if (place >= 0) {
                return tlb.micro(fetch).at(place);
            }
        }
        TlbEntry entry = tlb.find(context.regime, address, context.asid);
        boolean hit = entry != null;
        if (entry == null) {
            entry = walker.walk(context, address, false);
            if (entry == null) {
                status = walker.status();
                return null;
            }
            replaced(tlb.add(entry));
        }
        if (fetch) {
            entry.fetched = true;
        }
        if (observed) {
            forgetLast();
            place = tlb.micro(fetch).add(entry);
            listener.walk(address, hit, hit ? 0 : walker.reads(), fetch);
        }
        return entry;
    }

    /** An entry made room for another: what was remembered of it must go, and while nobody watches nothing else. */
    private void replaced(@Nullable TlbEntry old) {
        if (old == null) {
            return;
        }
        if (observed || old.fetched || old.shift != PAGE_SHIFT) {
            epoch++;
            return;
        }
        forgetLast();
        forgetPage.accept(old.va);
    }

    private static MemoryType flatType(Context context, Access access) {
        if (context.defaultCacheable) {
            return MemoryType.NORMAL_WRITE_BACK;
        }
        if (access == Access.FETCH) {
            return context.fetchCacheable ? MemoryType.NORMAL_WRITE_THROUGH : MemoryType.NORMAL_NON_CACHEABLE;
        }
        return MemoryType.DEVICE_NGNRNE;
    }

    private static MemoryType effectiveType(Context context, MemoryType mapped, Access access) {
        boolean cacheable = access == Access.FETCH ? context.fetchCacheable : context.dataCacheable;
        return mapped.isCacheable() && !cacheable ? MemoryType.NORMAL_NON_CACHEABLE : mapped;
    }

    private static boolean allowed(Context context, TlbEntry entry, Access access, boolean user, boolean pan) {
        boolean readOnly = entry.is(TlbEntry.READ_ONLY);
        boolean forUser = entry.is(TlbEntry.USER);
        if (access == Access.FETCH) {
            if (user) {
                return !entry.is(TlbEntry.EXECUTE_NEVER_USER)
                        && !(context.writeImpliesNeverExecute && forUser && !readOnly);
            }
            boolean userWritable = forUser && !readOnly;
            return !entry.is(TlbEntry.EXECUTE_NEVER_PRIVILEGED)
                    && !userWritable
                    && !(context.writeImpliesNeverExecute && !readOnly);
        }
        if (access == Access.WRITE && readOnly) {
            return false;
        }
        return user ? forUser : !(pan && forUser);
    }

    private static GuestFault fault(long va, Access access, int status) {
        String why = String.format(
                "%s of %#x", access == Access.FETCH ? "fetch" : access == Access.READ ? "read" : "write", va);
        return access == Access.FETCH
                ? GuestFault.instructionAbort(status, va, why)
                : GuestFault.dataAbort(status, va, access == Access.WRITE, false, why);
    }

    /** Translates for a host: as the current exception level would, leaving no trace and ignoring PAN. */
    public Translation probe(long va, Access access) {
        Context context = contexts[cpu.el];
        long address = context.canonical(va);
        if (!context.enabled) {
            return address >>> context.outputBits != 0
                    ? faulted(TableWalker.ADDRESS_SIZE)
                    : new Translation.Mapped(address, flatType(context, access), PhysicalMemory.PAGE_BYTES);
        }
        TlbEntry entry = tlb.find(context.regime, address, context.asid);
        if (entry == null) {
            entry = walker.walk(context, address, true);
        }
        if (entry == null) {
            return faulted(walker.status());
        }
        if (!allowed(context, entry, access, cpu.el == 0, false)) {
            return faulted(TableWalker.PERMISSION | entry.level);
        }
        return new Translation.Mapped(
                entry.translate(address), effectiveType(context, entry.type, access), 1L << entry.shift);
    }

    /**
     * Where the current tables' descriptors for an address stand, whatever a TLB holds; leaves no trace.
     *
     * @return physical addresses from the root to the leaf, or to the descriptor that ends the walk; none with
     *     translation off
     */
    public long[] descriptors(long va) {
        Context context = contexts[cpu.el];
        if (!context.enabled) {
            return new long[0];
        }
        walker.walk(context, context.canonical(va), true);
        long[] found = new long[walker.reads()];
        for (int i = 0; i < found.length; i++) {
            found[i] = walker.descriptor(i);
        }
        return found;
    }

    private static Translation faulted(int status) {
        return new Translation.Faulted(GuestFault.nameOfStatus(status), status);
    }

    /**
     * AT: translates and reports as PAR_EL1 does. Always walks, never fills a TLB.
     *
     * @param el exception level of the regime asked about, 1 or 2
     * @param user whether as EL0
     * @param pan whether PSTATE.PAN counts
     * @return the value for PAR_EL1
     */
    public long addressTranslate(long va, int el, boolean write, boolean user, boolean pan) {
        Context context = contexts[user && contexts[0].regime == Regime.EL20 ? 0 : el];
        long address = context.canonical(va);
        if (!context.enabled) {
            if (address >>> context.outputBits != 0) {
                return failed(TableWalker.ADDRESS_SIZE);
            }
            int attribute = context.defaultCacheable ? 0xff : 0;
            return report(address, attribute, context.defaultCacheable ? 0 : 2);
        }
        TlbEntry entry = walker.walk(context, address, false);
        if (entry == null) {
            return failed(walker.status());
        }
        if (!allowed(context, entry, write ? Access.WRITE : Access.READ, user, pan && cpu.pan)) {
            return failed(TableWalker.PERMISSION | entry.level);
        }
        int attribute = entry.attributes >>> 8;
        boolean outer = entry.type.isDevice() || attribute == 0x44;
        return report(entry.translate(address), attribute, outer ? 2 : entry.attributes & 3);
    }

    private static long report(long pa, int attribute, int shareability) {
        return (long) attribute << 56 | pa & 0x0000_ffff_ffff_f000L | 1 << 11 | shareability << 7;
    }

    private static long failed(int status) {
        return 1 << 11 | (long) status << 1 | 1;
    }

    /** TLBI ALLE2, ALLE1, VMALLE1 and the like: everything of EL1&amp;0, or of EL2. */
    public void invalidateAll(boolean hypervisor) {
        tlb.removeIf(e -> (e.regime == Regime.EL10) != hypervisor);
        epoch++;
    }

    /** TLBI VMALLE1 as the current controls aim it: EL1&amp;0, or EL2&amp;0 with E2H and TGE set. */
    public void invalidateAllOfGuest() {
        Regime aimed = contexts[0].regime;
        tlb.removeIf(e -> e.regime == aimed);
        epoch++;
    }

    /** TLBI ASIDE1. @param operand ASID in bits 63 to 48 */
    public void invalidateAsid(long operand) {
        Regime aimed = contexts[0].regime;
        int asid = (int) (operand >>> 48) & contexts[0].asidMask;
        tlb.removeIf(e -> e.regime == aimed && !e.global && e.asid == asid);
        epoch++;
    }

    /**
     * TLBI by VA.
     *
     * @param operand VA bits 55 to 12 in bits 43 to 0, ASID in bits 63 to 48
     * @param hypervisor whether of EL2's regime (VAE2) rather than EL1&amp;0's
     * @param anyAsid whether the ASID is ignored (VAAE1)
     */
    public void invalidateAddress(long operand, boolean hypervisor, boolean anyAsid) {
        Regime aimed = hypervisor ? contexts[2].regime : contexts[0].regime;
        long va = aimed.hasUser() ? operand << 20 >> 8 : operand << 20 >>> 8;
        int asid = (int) (operand >>> 48) & contexts[0].asidMask;
        tlb.removeIf(e -> e.regime == aimed && (va ^ e.va) >>> e.shift == 0 && (anyAsid || e.global || e.asid == asid));
        epoch++;
    }
}
