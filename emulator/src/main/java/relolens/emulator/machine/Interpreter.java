package relolens.emulator.machine;

import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import relolens.emulator.cache.CacheHierarchy;
import relolens.emulator.cpu.CpuState;
import relolens.emulator.cpu.GuestFault;
import relolens.emulator.execute.Bindings;
import relolens.emulator.execute.Bus;
import relolens.emulator.execute.Core;
import relolens.emulator.execute.HostCallSignal;
import relolens.emulator.execute.Operation;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;
import relolens.emulator.memory.LittleEndian;
import relolens.emulator.memory.MemoryLimitException;
import relolens.emulator.memory.MemoryType;
import relolens.emulator.memory.PhysicalMemory;
import relolens.emulator.memory.UnmappedAddressException;
import relolens.emulator.mmu.Access;
import relolens.emulator.mmu.Mmu;

/**
 * The reference engine: fetch, decode once, execute. Two loops over the same operations: the plain one when no cache is
 * modelled and nobody watches, and the modelled one, which fetches granule by granule through TLB and instruction cache
 * and reports. A second engine shares {@link CpuState}, {@link Bus}, {@link Mmu} and {@link CodePages}, and may replace
 * the plain loop only; the modelled loop is the definition of what listeners see.
 */
final class Interpreter {
    private static final long PAGE = -(long) PhysicalMemory.PAGE_BYTES;
    private static final long NO_GRANULE = 1;
    private static final int CHUNK = 1 << 16;

    private final CpuState cpu;
    private final Core core;
    private final Bus bus;
    private final Mmu mmu;
    private final CacheHierarchy caches;
    private final PhysicalMemory memory;
    private final CodePages pages;
    private final Bindings bindings;
    private final ExceptionEntry exceptions;
    private final Set<Long> exits;
    private final ListenerFan listeners;
    private final long granuleMask;
    private final byte[] granuleBytes;

    private int slots;
    private boolean paused;
    private long retiredAtEntry = -1;
    private long granule = NO_GRANULE;
    private long epoch = -1;
    private @Nullable CodePage current;

    Interpreter(
            Core core,
            PhysicalMemory memory,
            CodePages pages,
            ExceptionEntry exceptions,
            Set<Long> exits,
            ListenerFan listeners,
            int fetchBytes) {
        this.core = core;
        this.cpu = core.cpu;
        this.bus = core.bus;
        this.mmu = core.mmu;
        this.caches = core.caches;
        this.memory = memory;
        this.pages = pages;
        this.bindings = new Bindings(Isa.a64());
        this.exceptions = exceptions;
        this.exits = exits;
        this.listeners = listeners;
        int granuleBytesCount = Math.min(fetchBytes, caches.geometry().lineBytes());
        this.granuleMask = -(long) granuleBytesCount;
        this.granuleBytes = new byte[granuleBytesCount];
    }

    /** The program counter stands at an exit. */
    private static final class ExitSignal extends RuntimeException {
        static final ExitSignal INSTANCE = new ExitSignal();

        private ExitSignal() {
            super("exit", null, false, false);
        }
    }

    Stop run(long maxInstructions, BooleanSupplier cancelled) {
        mmu.contextChanged();
        bus.forget();
        pages.revalidate(memory);
        granule = NO_GRANULE;
        retiredAtEntry = -1;
        return proceed(maxInstructions, cancelled);
    }

    /** Goes on where the last call stopped; nobody but the guest has changed anything since. */
    Stop proceed(long maxInstructions, BooleanSupplier cancelled) {
        paused = false;
        long end = maxInstructions < 0 || cpu.retired + maxInstructions < 0
                ? Long.MAX_VALUE
                : cpu.retired + maxInstructions;
        try {
            while (cpu.retired < end) {
                if (asked(cancelled)) {
                    return new Stop.Cancelled();
                }
                long until = Math.min(end, cpu.retired + CHUNK);
                Stop stop = chunk(until);
                if (stop != null) {
                    return stop;
                }
                if (paused) {
                    return new Stop.Paused();
                }
            }
            return atExit() ? new Stop.ReachedExit(cpu.pc) : new Stop.Limit(maxInstructions);
        } catch (HostCallSignal call) {
            cpu.retired++;
            long at = cpu.pc;
            cpu.pc = at + 4;
            return new Stop.HostCall(call.kind(), call.immediate(), at);
        } catch (ExitSignal exit) {
            return new Stop.ReachedExit(cpu.pc);
        } catch (MemoryLimitException limit) {
            return new Stop.Fault("Host memory limit", cpu.pc, cpu.pc, String.valueOf(limit.getMessage()));
        } catch (UnmappedAddressException hole) {
            return new Stop.Fault(
                    "Synchronous External abort", cpu.pc, hole.address(), String.valueOf(hole.getMessage()));
        }
    }

    private boolean asked(BooleanSupplier cancelled) {
        long generation = memory.generation();
        boolean stop = cancelled.getAsBoolean();
        if (memory.generation() != generation) {
            bus.forget();
        }
        return stop;
    }

    /** The modelled loop stops after the instruction that is retiring now. */
    void pause() {
        paused = true;
    }

    /**
     * Executes without model and listeners, counting, as long as instructions are familiar.
     *
     * @return {@link Stop.Paused} before an unfamiliar instruction, a fault or an exit, or after the last round
     */
    Stop fastForward(FastForward order, BooleanSupplier cancelled) {
        bus.straight(true);
        try {
            while (!order.done()) {
                if (asked(cancelled)) {
                    return new Stop.Cancelled();
                }
                if (!counted(cpu.retired + CHUNK, order)) {
                    break;
                }
            }
        } catch (GuestFault | HostCallSignal | UnmappedAddressException e) {
            return new Stop.Paused(); // the modelled loop meets it again, and deals with it
        } finally {
            bus.straight(false);
        }
        return new Stop.Paused();
    }

    private boolean counted(long until, FastForward order) {
        boolean[] familiar = order.familiar;
        long[] counts = order.counts;
        while (cpu.retired < until) {
            long pc = cpu.pc;
            CodePage page = page(pc);
            @Nullable Operation[] operations = page.operations;
            long base = page.va;
            long seen = epoch;
            do {
                Operation op = operations[(int) (pc - base) >>> 2];
                if (op == null || op.slot >= familiar.length || !familiar[op.slot]) {
                    return false;
                }
                cpu.next = pc + 4;
                op.execute(core);
                pc = cpu.next;
                cpu.pc = pc;
                cpu.retired++;
                counts[op.slot]++;
                if (op.slot == order.anchor && order.round()) {
                    return false;
                }
            } while ((pc & (PAGE | 3)) == base && cpu.retired < until && mmu.epoch() == seen);
        }
        return true;
    }

    private boolean atExit() {
        return exits.contains(cpu.pc);
    }

    private @Nullable Stop chunk(long until) {
        boolean modelled = bus.isModelled();
        while (cpu.retired < until && !paused) {
            try {
                if (modelled) {
                    modelled(until);
                } else {
                    plain(until);
                }
            } catch (GuestFault fault) {
                Stop stop = take(fault);
                if (stop != null) {
                    return stop;
                }
            }
        }
        return null;
    }

    private @Nullable Stop take(GuestFault fault) {
        int target = exceptions.target(fault);
        String reason = exceptions.noVector(target);
        if (reason.isEmpty() && cpu.retired == retiredAtEntry) {
            // Nothing was executed since the last entry: the vector itself faults, and would for ever.
            reason = "this is the first instruction of an exception vector";
        }
        if (!reason.isEmpty()) {
            String detail = fault.getMessage() + "; " + reason;
            return new Stop.Fault(
                    fault.title(), cpu.pc, fault.hasFaultAddress() ? fault.faultAddress() : cpu.pc, detail);
        }
        retiredAtEntry = cpu.retired;
        listeners.exception(exceptions.take(fault, target));
        granule = NO_GRANULE;
        return null;
    }

    private void plain(long until) {
        while (cpu.retired < until) {
            long pc = cpu.pc;
            CodePage page = page(pc);
            @Nullable Operation[] operations = page.operations;
            long base = page.va;
            long seen = epoch;
            do {
                Operation op = operations[(int) (pc - base) >>> 2];
                if (op == null) {
                    op = decode(page, pc, LittleEndian.get32(memory.page(page.pa), (int) (pc - base)));
                }
                cpu.next = pc + 4;
                op.execute(core);
                pc = cpu.next;
                cpu.pc = pc;
                cpu.retired++;
            } while ((pc & (PAGE | 3)) == base && cpu.retired < until && mmu.epoch() == seen);
        }
    }

    /** {@return the decoded page of {@code pc}, translated now or remembered} */
    private CodePage page(long pc) {
        if (epoch != mmu.epoch()) {
            pages.forget();
            epoch = mmu.epoch();
        }
        if ((pc & 3) != 0) {
            throw GuestFault.pcAlignment(pc);
        }
        CodePage page = pages.recent(pc);
        return page != null ? page : fetchPage(pc, mmu.translate(pc, Access.FETCH, false));
    }

    private CodePage fetchPage(long pc, long pa) {
        if (!memory.isRam(pa)) {
            throw GuestFault.instructionAbort(
                    GuestFault.STATUS_EXTERNAL,
                    pc,
                    String.format("fetch of %#x: nothing answers at physical address %#x", pc, pa));
        }
        if (epoch != mmu.epoch()) {
            pages.forget();
            epoch = mmu.epoch();
        }
        if (pages.isNew(pa)) {
            bus.forgetWrites();
        }
        return pages.get(pc, pa);
    }

    private void modelled(long until) {
        while (cpu.retired < until) {
            long pc = cpu.pc;
            CodePage page = current;
            if ((pc & granuleMask) != granule || page == null || mmu.epoch() != epoch || (pc & 3) != 0) {
                page = enterGranule(pc);
            }
            int index = (int) (pc - page.va) >>> 2;
            Operation op = page.operations[index];
            if (op == null) {
                op = decode(page, pc, LittleEndian.get32(granuleBytes, (int) (pc & ~granuleMask)));
            }
            cpu.next = pc + 4;
            op.execute(core);
            cpu.pc = cpu.next;
            cpu.retired++;
            listeners.retired(op, cpu.next);
            if (core.takeInstructionsInvalidated()) {
                granule = NO_GRANULE;
            }
            if (paused) {
                return;
            }
        }
    }

    /** Fetches the bytes around {@code pc} as the machine would, and makes decoded words agree with them. */
    private CodePage enterGranule(long pc) {
        if ((pc & 3) != 0) {
            throw GuestFault.pcAlignment(pc);
        }
        long va = pc & granuleMask;
        long pa = mmu.translate(pc, Access.FETCH, false) & granuleMask;
        MemoryType type = mmu.type();
        CodePage page = fetchPage(pc, pa);
        int level = 0;
        boolean cacheable = type.isCacheable();
        if (cacheable && caches.active()) {
            level = caches.fetch(pa, mmu.enabled() && type == MemoryType.NORMAL_WRITE_BACK);
        } else {
            caches.bypass(pa);
        }
        System.arraycopy(caches.where(), caches.whereOffset(), granuleBytes, 0, granuleBytes.length);
        if (caches.holdsData()) {
            dropStale(page, va);
        }
        granule = va;
        epoch = mmu.epoch();
        current = page;
        listeners.fetch(va, pa, level, cacheable);
        return page;
    }

    private void dropStale(CodePage page, long va) {
        int first = (int) (va - page.va) >>> 2;
        for (int i = 0; i < granuleBytes.length / 4; i++) {
            Operation op = page.operations[first + i];
            if (op != null && op.word != LittleEndian.get32(granuleBytes, 4 * i)) {
                page.operations[first + i] = null;
            }
        }
    }

    /** Decodes a word, and keeps it unless an exit stands there. */
    private Operation decode(CodePage page, long pc, int word) {
        if (exits.contains(pc)) {
            throw ExitSignal.INSTANCE;
        }
        Encoding encoding = Isa.a64().decode(word);
        if (encoding == null) {
            throw GuestFault.undefined(String.format("the word %08x is not allocated or not known", word));
        }
        Operation op = new Operation(slots++, pc, word, encoding, bindings.of(encoding));
        page.operations[(int) (pc - page.va) >>> 2] = op;
        return op;
    }

    /** Forgets what was decoded, because exits changed. */
    void forgetDecoded() {
        pages.clear();
        current = null;
        granule = NO_GRANULE;
    }
}
