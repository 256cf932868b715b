package relolens.analyzer.bench;

import java.util.List;
import java.util.Map;
import relolens.emulator.cache.CacheGeometry;
import relolens.emulator.cache.CacheMode;
import relolens.emulator.machine.Machine;
import relolens.emulator.machine.MachineConfig;
import relolens.emulator.machine.Stop;
import relolens.emulator.memory.RamRegion;
import relolens.emulator.mmu.TlbGeometry;
import relolens.emulator.timing.BoardModel;
import relolens.emulator.timing.CoreModel;
import relolens.emulator.timing.CycleModel;
import relolens.emulator.timing.TimingCatalogue;

/** A machine at EL2 whose program copies pages, 64 bytes a round, under an identity map of one 1 GiB block. */
final class CopyLoop {
    /** Pages of one run. */
    static final int PAGES = 64;

    private static final long RAM = 0x4000_0000L;
    private static final long TABLE = RAM + 0x1000;
    static final long SOURCE = RAM + (8 << 20);
    static final long DESTINATION = RAM + (32 << 20);

    private static final String TEXT = String.join(
            "\n",
            "1: ldp x3, x4, [x0]",
            "ldp x5, x6, [x0, #16]",
            "ldp x7, x8, [x0, #32]",
            "ldp x12, x13, [x0, #48]",
            "add x0, x0, #64",
            "stnp x3, x4, [x1]",
            "stnp x5, x6, [x1, #16]",
            "stnp x7, x8, [x1, #32]",
            "stnp x12, x13, [x1, #48]",
            "add x1, x1, #64",
            "cmp x0, x2",
            "b.ne 1b",
            "");

    private final Machine machine;
    private final long end;

    CopyLoop(boolean timed) {
        BoardModel board = TimingCatalogue.board("rk3399");
        CoreModel core = TimingCatalogue.core("cortex-a53").on(board);
        CacheGeometry caches = timed ? core.caches(CacheMode.DATA) : CacheGeometry.NONE;
        TlbGeometry tlb = timed ? core.tlb() : TlbGeometry.SMALL_CORE;
        machine = new Machine(new MachineConfig(
                List.of(new RamRegion(RAM, 64 << 20)), caches, tlb, Map.of(), 2, core.fetchBytes(), 1L << 28, true));
        byte[] code = Assembled.code(TEXT);
        machine.memory().write(RAM, code, 0, code.length);
        end = RAM + code.length;
        machine.addExit(end);
        // A block of Normal memory (attribute 0), inner shareable, access flag set; 39 bits of address.
        machine.memory().write64(TABLE + 8, RAM | 1 << 10 | 3 << 8 | 1);
        machine.cpu().register("ttbr0_el2", TABLE);
        machine.cpu().register("tcr_el2", 25 | 1 << 8 | 1 << 10 | 3 << 12 | 2 << 16);
        machine.cpu().register("mair_el2", 0xff);
        machine.cpu().register("sctlr_el2", 0x30c5_1835L);
        for (long at = 0; at < PAGES * 4096L; at += 8) {
            machine.memory().write64(SOURCE + at, Calibration.spin(at + 1, 3));
        }
        if (timed) {
            machine.listen(new CycleModel(core, board));
        }
        run();
        // Caches may hold the newest bytes: the program's own view is what counts, and it has just read all it wrote.
        if (machine.instructions() != PAGES * 64L * 12) {
            throw new IllegalStateException(machine.instructions() + " instructions instead of " + PAGES * 64L * 12);
        }
    }

    Machine machine() {
        return machine;
    }

    /** {@return instructions executed so far, after one more copy of all pages} */
    long run() {
        machine.cpu().x(0, SOURCE);
        machine.cpu().x(1, DESTINATION);
        machine.cpu().x(2, SOURCE + PAGES * 4096L);
        machine.cpu().pc = RAM;
        Stop stop = machine.run(Long.MAX_VALUE, () -> false);
        if (!(stop instanceof Stop.ReachedExit)) {
            throw new IllegalStateException(stop.toString());
        }
        return machine.instructions();
    }
}
