package relolens.emulator.sanitize;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.emulator.cpu.CpuState;
import relolens.emulator.cpu.SystemRegister;
import relolens.emulator.isa.Effects;
import relolens.emulator.machine.DecodedInstruction;
import relolens.emulator.machine.Machine;
import relolens.emulator.machine.MachineListener;
import relolens.emulator.memory.MemoryType;
import relolens.emulator.memory.PhysicalMemory;
import relolens.emulator.mmu.Access;
import relolens.emulator.mmu.Translation;

/**
 * Finds accesses that maintenance or a barrier is missing for, on any core the architecture allows. The machine's caches
 * must be off: then memory is what is right, and the run goes on as if nothing had been stale, so that one fault does not
 * hide the next. Every instruction must be watched.
 */
public final class Sanitizer implements MachineListener {
    private static final int COMPLETES_STORES = 2;
    private static final int COMPLETES_ALL = 3;

    private final Machine machine;
    private final CpuState cpu;
    private final Assumptions assumptions;
    private final Findings findings = new Findings();
    private final Shadow shadow;
    private final DataLines data;
    private final CodeLines code;
    private final Translations translations;

    private byte[] kinds = new byte[256];
    private long barriers = 1;
    private boolean translating;
    /** Virtual address of what was fetched last. */
    private long fetchedAt;

    private long fetchedFrom;
    private boolean fetchedCached;
    private @Nullable ShadowPage fetched;

    /** A watcher of a machine that is ready to run; it must be added to it. */
    public Sanitizer(Machine machine, Assumptions assumptions) {
        this.machine = machine;
        this.cpu = machine.cpu();
        this.assumptions = assumptions;
        this.shadow = new Shadow(machine.memory(), assumptions);
        this.data = new DataLines(shadow, findings);
        this.code = new CodeLines(shadow, findings, assumptions);
        this.translations = new Translations(machine.mmu(), shadow, findings);
        machine.mmu().contextChanged();
        translating = machine.mmu().enabled();
        data.speculates(translating);
        if (!translating) {
            translations.unknown();
        }
    }

    /** {@return what was found so far, in the order it was met} */
    public List<StaleAccess> found() {
        return findings.all();
    }

    /** The routine has left for whoever reads {@link Assumptions#left}, by the instruction that retired last. */
    public void left() {
        findings.leaving = true;
        for (Assumptions.Extent extent : assumptions.left()) {
            for (long pa = extent.from(); pa < extent.from() + extent.bytes(); pa += PhysicalMemory.PAGE_BYTES) {
                ShadowPage p = shadow.find(pa);
                if (p != null) {
                    code.left(p, -1L);
                    data.left(p, -1L);
                }
            }
        }
    }

    @Override
    public void storing(long pa, int bytes, MemoryType type) {
        findings.address = cpu.pc;
        ShadowPage p = shadow.at(pa);
        long bits = ShadowPage.bits(pa, bytes);
        code.before(p, bits);
        data.before(p, bits, type.isCacheable(), type == MemoryType.NORMAL_WRITE_BACK);
        translations.before(p);
    }

    @Override
    public void data(boolean store, long va, long pa, int bytes, MemoryType type, int level, boolean allocated) {
        findings.address = cpu.pc;
        boolean cached = type.isCacheable();
        if (store) {
            ShadowPage p = shadow.at(pa);
            long bits = ShadowPage.bits(pa, bytes);
            boolean writeBack = type == MemoryType.NORMAL_WRITE_BACK;
            p.stored(pa, bytes, cpu.pc, barriers);
            data.after(p, bits, pa, bytes, cached, writeBack);
            code.after(p, bits, writeBack);
            translations.after(p, pa, bytes);
            if (fetchedFrom >>> 12 == pa >>> 12) {
                fetched = p;
            }
        } else {
            ShadowPage p = shadow.find(pa);
            if (p != null) {
                data.read(p, pa, bytes, cached, StaleAccess.Kind.DATA);
            }
        }
        translated(va);
    }

    private void translated(long va) {
        if (translations.isChanging() && translating) {
            translations.translated(va);
        }
    }

    @Override
    public void descriptor(long pa, int level, boolean cacheable) {
        findings.address = cpu.pc;
        ShadowPage p = shadow.find(pa);
        if (p != null) {
            data.read(p, pa, Long.BYTES, cacheable, StaleAccess.Kind.TLB);
        }
        translations.walked(pa, barriers);
    }

    @Override
    public void walk(long va, boolean secondLevelHit, int descriptorReads, boolean instruction) {
        findings.address = cpu.pc;
        translations.used(cpu.el);
    }

    @Override
    public void fetch(long va, long pa, int level, boolean cacheable) {
        findings.address = cpu.pc;
        fetchedAt = va;
        fetchedFrom = pa;
        fetchedCached = cacheable;
        fetched = shadow.find(pa);
        translated(va);
        // Before it is decoded: what was written need not be an instruction. An image that is left for is looked at
        // whole.
        if (!assumptions.isLeft(pa)) {
            executed(cpu.pc);
        }
    }

    private void executed(long pc) {
        ShadowPage p = fetched;
        if (p != null) {
            long pa = fetchedFrom + (pc - fetchedAt);
            if (((p.old | p.dirty | p.stale) & ShadowPage.bits(pa, 4)) != 0) {
                findings.address = pc;
                code.executed(p, pa, fetchedCached);
            }
        }
    }

    @Override
    public void retired(DecodedInstruction instruction, long nextAddress) {
        long pc = instruction.address();
        executed(pc);
        if (nextAddress != pc + 4) {
            findings.from = pc;
        }
        int slot = instruction.slot();
        if (slot >= kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * slot);
        }
        if (kinds[slot] == 0) {
            kinds[slot] = (byte) (1 + kind(instruction).ordinal());
        }
        if (kinds[slot] != 1) {
            findings.address = pc;
            event(instruction, Event.ALL[kinds[slot] - 1]);
        }
    }

    private enum Event {
        NONE,
        REGISTER,
        DSB,
        DMB,
        SYNCHRONISATION;

        static final Event[] ALL = values();
    }

    private static Event kind(DecodedInstruction instruction) {
        Effects.SystemEffect s = instruction.effects().system();
        if (s == null) {
            return Event.NONE;
        }
        return switch (s.kind()) {
            case WRITE_REGISTER -> Event.REGISTER;
            case DSB -> Event.DSB;
            case DMB -> Event.DMB;
            case ISB, ERET -> Event.SYNCHRONISATION;
            default -> Event.NONE;
        };
    }

    private void event(DecodedInstruction instruction, Event event) {
        int option = instruction.word() >>> 8 & 3;
        switch (event) {
            case REGISTER -> control();
            case DSB -> barrier(option);
            case DMB -> {
                if (option == COMPLETES_ALL) {
                    shadow.waiting().forEach(data::barrier);
                }
            }
            case SYNCHRONISATION -> synchronised();
            default -> {}
        }
    }

    private void control() {
        boolean on = machine.mmu().enabled();
        if (on != translating) {
            translating = on;
            data.speculates(on);
        }
    }

    private void barrier(int option) {
        if (option < COMPLETES_STORES) {
            return;
        }
        barriers++;
        boolean all = option == COMPLETES_ALL;
        for (ShadowPage p : shadow.waiting()) {
            if (all) {
                data.barrier(p);
            }
            code.storesComplete(p, all);
        }
        translations.barrier(all);
        shadow.settle();
    }

    private void synchronised() {
        for (ShadowPage p : shadow.waiting()) {
            code.synchronised(p);
        }
        translations.synchronised();
        shadow.settle();
        control();
    }

    @Override
    public void exception(int targetEl, long syndrome, long returnAddress, long vector) {
        synchronised();
    }

    @Override
    public void maintenance(DecodedInstruction instruction, long va, long pa, int level, boolean dirty) {
        findings.address = cpu.pc;
        Effects.SystemEffect s = instruction.effects().system();
        if (s == null) {
            return;
        }
        switch (s.kind()) {
            case DC -> {
                dataCache(s.name(), va, pa);
                translated(va);
            }
            case IC -> instructionCache(s.name(), pa);
            case TLBI -> tlb(s.name(), va);
            default -> {}
        }
    }

    private void dataCache(String name, long va, long pa) {
        boolean invalidates = name.startsWith("iv") || name.startsWith("civ");
        boolean cleans = name.startsWith("c");
        if (name.endsWith("sw")) {
            // By set and way: which lines these are depends on the cache; a loop over all of them is assumed.
            shadow.all().forEach(p -> {
                data.maintained(p, -1L, cleans, true, translating);
                code.cleaned(p, cleans ? -1L : 0);
            });
            return;
        }
        ShadowPage p = shadow.at(pa);
        long line = pa & -(long) assumptions.lineBytes();
        long bits = ShadowPage.bits(line, assumptions.lineBytes());
        if (cleans) {
            code.cleaned(p, bits);
        }
        if (!name.endsWith("u")) {
            data.maintained(p, bits, cleans, invalidates, invalidates && refills(va));
        }
    }

    /** {@return whether a line of this mapping may be filled again by speculation} */
    private boolean refills(long va) {
        return translating
                && machine.mmu().probe(va, Access.READ) instanceof Translation.Mapped m
                && m.type().isCacheable();
    }

    private void instructionCache(String name, long pa) {
        if (name.startsWith("iall")) {
            shadow.all().forEach(p -> code.invalidated(p, -1L));
        } else {
            ShadowPage p = shadow.find(pa);
            if (p != null) {
                long line = pa & -(long) assumptions.lineBytes();
                code.invalidated(p, ShadowPage.bits(line, assumptions.lineBytes()));
            }
        }
    }

    private void tlb(String name, long va) {
        if (name.startsWith("va")) {
            // TLBI VAxx: the operand's bits 43 to 0 are the address's 55 to 12.
            boolean lastLevel = name.startsWith("val") || name.startsWith("vaal");
            translations.invalidated(va << 8 >> 8, lastLevel);
            return;
        }
        if (name.startsWith("asid") || name.startsWith("ipas")) {
            translations.invalidatedAll(cpu.el == 2 && hosts());
            return;
        }
        boolean hypervisor = name.startsWith("alle2") || cpu.el == 2 && hosts() && name.startsWith("vmall");
        translations.invalidatedAll(hypervisor);
    }

    private boolean hosts() {
        long hcr = cpu.system().get(SystemRegister.HCR_EL2);
        return (hcr & 1L << 34) != 0 && (hcr & 1L << 27) != 0;
    }
}
