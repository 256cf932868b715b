package relolens.emulator.machine;

import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import relolens.emulator.bus.Bus;
import relolens.emulator.cpu.CpuState;
import relolens.emulator.cpu.GuestFault;
import relolens.emulator.execute.Core;
import relolens.emulator.execute.HostCallSignal;
import relolens.emulator.memory.MemoryLimitException;
import relolens.emulator.memory.PhysicalMemory;
import relolens.emulator.memory.UnmappedAddressException;
import relolens.emulator.mmu.Mmu;

/**
 * The reference engine: fetch, decode once, execute. Two loops over the same operations: the plain one when no cache is
 * modelled and nobody watches, and the modelled one, which fetches granule by granule through TLB and instruction cache
 * and reports. A second engine shares {@link CpuState}, {@link Bus}, {@link Mmu} and {@link DecodedCode}, and may replace
 * {@link PlainLoop} only; {@link ModelledLoop} is the definition of what listeners see.
 */
final class Interpreter {
    private static final int CHUNK = 1 << 16;

    private final CpuState cpu;
    private final Bus bus;
    private final Mmu mmu;
    private final PhysicalMemory memory;
    private final ExceptionEntry exceptions;
    private final ListenerFan listeners;
    private final DecodedCode code;
    private final PlainLoop plain;
    private final ModelledLoop modelled;

    private long retiredAtEntry = -1;

    Interpreter(
            Core core,
            PhysicalMemory memory,
            CodePages pages,
            ExceptionEntry exceptions,
            Set<Long> exits,
            ListenerFan listeners,
            int fetchBytes) {
        this.cpu = core.cpu;
        this.bus = core.bus;
        this.mmu = core.mmu;
        this.memory = memory;
        this.exceptions = exceptions;
        this.listeners = listeners;
        this.code = new DecodedCode(mmu, bus, memory, pages, exits);
        this.plain = new PlainLoop(core, memory, code);
        this.modelled = new ModelledLoop(core, code, listeners, fetchBytes);
    }

    Stop run(long maxInstructions, BooleanSupplier cancelled) {
        mmu.contextChanged();
        bus.forget();
        code.revalidate();
        modelled.forget();
        retiredAtEntry = -1;
        return proceed(maxInstructions, cancelled);
    }

    /** Goes on where the last call stopped; nobody but the guest has changed anything since. */
    Stop proceed(long maxInstructions, BooleanSupplier cancelled) {
        modelled.paused = false;
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
                if (modelled.paused) {
                    return new Stop.Paused();
                }
            }
            return code.isExit(cpu.pc) ? new Stop.ReachedExit(cpu.pc) : new Stop.Limit(maxInstructions);
        } catch (HostCallSignal call) {
            cpu.retired++;
            long at = cpu.pc;
            cpu.pc = at + 4;
            return new Stop.HostCall(call.kind(), call.immediate(), at);
        } catch (DecodedCode.ExitSignal exit) {
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
        modelled.paused = true;
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
                if (!plain.counted(cpu.retired + CHUNK, order)) {
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

    private @Nullable Stop chunk(long until) {
        boolean all = bus.isModelled();
        while (cpu.retired < until && !modelled.paused) {
            try {
                if (all) {
                    modelled.run(until);
                } else {
                    plain.run(until);
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
        modelled.forget();
        return null;
    }

    /** Forgets what was decoded, because exits changed. */
    void forgetDecoded() {
        code.clear();
        modelled.forget();
    }
}
