package relolens.emulator.machine;

import org.jspecify.annotations.Nullable;
import relolens.emulator.cpu.CpuState;
import relolens.emulator.execute.Core;
import relolens.emulator.execute.Operation;
import relolens.emulator.loops.Leap;
import relolens.emulator.loops.LoopTable;
import relolens.emulator.loops.SteppingLoop;
import relolens.emulator.memory.LittleEndian;
import relolens.emulator.memory.PhysicalMemory;
import relolens.emulator.mmu.Mmu;

/**
 * The loop for when no cache is modelled and nobody watches. Rounds of loops that only step through memory are carried out
 * at once where that gives the same result.
 */
final class PlainLoop {
    private static final long PAGE = -(long) PhysicalMemory.PAGE_BYTES;

    private final Core core;
    private final CpuState cpu;
    private final Mmu mmu;
    private final PhysicalMemory memory;
    private final DecodedCode code;
    private final LoopTable loops = new LoopTable();
    private final Leap leap;

    PlainLoop(Core core, PhysicalMemory memory, DecodedCode code) {
        this.core = core;
        this.cpu = core.cpu;
        this.mmu = core.mmu;
        this.memory = memory;
        this.code = code;
        this.leap = new Leap(core);
    }

    void run(long until) {
        while (cpu.retired < until) {
            long pc = cpu.pc;
            CodePage page = code.page(pc);
            @Nullable Operation[] operations = page.operations;
            long base = page.va;
            long seen = mmu.epoch();
            do {
                int index = (int) (pc - base) >>> 2;
                Operation op = operations[index];
                if (op == null) {
                    op = code.decode(page, pc, LittleEndian.get32(memory.page(page.pa), 4 * index));
                }
                cpu.next = pc + 4;
                op.execute(core);
                boolean back = cpu.next <= pc;
                pc = cpu.next;
                cpu.pc = pc;
                cpu.retired++;
                if (back && (pc & (PAGE | 3)) == base) {
                    SteppingLoop loop = loops.at(operations, (int) (pc - base) >>> 2, index);
                    if (loop != null) {
                        leap.over(loop, (until - cpu.retired) / loop.length() - 1);
                    }
                }
            } while ((pc & (PAGE | 3)) == base && cpu.retired < until && mmu.epoch() == seen);
        }
    }

    /** As {@link #run}, counting, as long as instructions are familiar. {@return whether it may go on} */
    boolean counted(long until, FastForward order) {
        boolean[] familiar = order.familiar;
        long[] counts = order.counts;
        while (cpu.retired < until) {
            long pc = cpu.pc;
            CodePage page = code.page(pc);
            @Nullable Operation[] operations = page.operations;
            long base = page.va;
            long seen = mmu.epoch();
            do {
                int index = (int) (pc - base) >>> 2;
                Operation op = operations[index];
                if (op == null || op.slot >= familiar.length || !familiar[op.slot]) {
                    return false;
                }
                cpu.next = pc + 4;
                op.execute(core);
                boolean back = cpu.next <= pc;
                pc = cpu.next;
                cpu.pc = pc;
                cpu.retired++;
                counts[op.slot]++;
                if (op.slot == order.anchor && order.round()) {
                    return false;
                }
                if (back && (pc & (PAGE | 3)) == base) {
                    SteppingLoop loop = loops.at(operations, (int) (pc - base) >>> 2, index);
                    if (loop != null) {
                        leap(loop, order, (until - cpu.retired) / loop.length() - 1);
                    }
                }
            } while ((pc & (PAGE | 3)) == base && cpu.retired < until && mmu.epoch() == seen);
        }
        return true;
    }

    private void leap(SteppingLoop loop, FastForward order, long most) {
        boolean anchored = false;
        for (int i = 0; i < loop.length(); i++) {
            int slot = loop.instruction(i).slot;
            if (slot >= order.familiar.length || !order.familiar[slot]) {
                return;
            }
            anchored |= slot == order.anchor;
        }
        long rounds = leap.over(loop, anchored ? Math.min(most, order.left() - 1) : most);
        for (int i = 0; i < loop.length(); i++) {
            order.counts[loop.instruction(i).slot] += rounds;
        }
        if (anchored) {
            order.rounds(rounds);
        }
    }
}
