package relolens.emulator.machine;

import relolens.emulator.cache.CacheGeometry;
import relolens.emulator.memory.MemoryType;
import relolens.emulator.memory.RamRegion;

/** Prints million instructions per second of the page-copy loop, by engine mode. Run by hand; not a test. */
final class SpeedProbe {
    private static final long RAM = 0x4000_0000L;
    private static final int PAGES = 20_000;

    private SpeedProbe() {}

    public static void main(String[] args) {
        for (int round = 0; round < 3; round++) {
            report("plain, translation off", machine(false, false), null);
            report("plain, translation on", machine(true, false), null);
            report("listener, translation off", machine(false, false), new Counter());
            report("listener, caches, translation on", machine(true, true), new Counter());
            report("caches, no listener, translation on", machine(true, true), null);
        }
    }

    private static Machine machine(boolean mmu, boolean caches) {
        MachineConfig config = MachineConfig.plain(new RamRegion(RAM, 64 << 20));
        Machine machine = new Machine(caches ? config.withCaches(CacheGeometry.SMALL_CORE) : config);
        if (mmu) {
            machine.memory().write64(RAM + 0x1000 + 8, 0x4000_0000L | 1 << 10 | 3 << 8 | 1);
            machine.cpu().register("ttbr0_el2", RAM + 0x1000);
            machine.cpu().register("tcr_el2", 25 | 1 << 8 | 1 << 10 | 3 << 12 | 2 << 16);
            machine.cpu().register("mair_el2", 0xff);
            machine.cpu().register("sctlr_el2", 0x30c5_1835L);
        }
        return machine;
    }

    private static void report(String name, Machine machine, MachineListener listener) {
        Snippet snippet = new Snippet(
                        RAM,
                        "page:\nmov x0, x10\nmov x1, x11\nadd x2, x0, #4096\nloop:\nldp x3, x4, [x0]\n"
                                + "ldp x5, x6, [x0, #16]\nldp x7, x8, [x0, #32]\nldp x12, x13, [x0, #48]\nadd x0, x0, #64\n"
                                + "stnp x3, x4, [x1]\nstnp x5, x6, [x1, #16]\nstnp x7, x8, [x1, #32]\n"
                                + "stnp x12, x13, [x1, #48]\nadd x1, x1, #64\ntst x0, #4095\nb.ne loop\n"
                                + "add x10, x10, #4096\nand x10, x10, #-33554433\nadd x11, x11, #4096\n"
                                + "and x11, x11, #-16777217\nsubs x14, x14, #1\nb.ne page")
                .into(machine.memory());
        machine.cpu().x(10, RAM + (8 << 20));
        machine.cpu().x(11, RAM + (32 << 20));
        machine.cpu().x(14, PAGES);
        if (listener != null) {
            machine.listen(listener);
        }
        machine.addExit(snippet.end());
        machine.cpu().pc = RAM;
        long start = System.nanoTime();
        Stop stop = machine.run(Long.MAX_VALUE, () -> false);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%-40s %6.1f MIPS %s%n", name, machine.instructions() / seconds / 1e6, stop);
    }

    private static final class Counter implements MachineListener {
        private long count;

        @Override
        public void retired(DecodedInstruction instruction, long nextAddress) {
            count++;
        }

        @Override
        public void data(boolean store, long va, long pa, int bytes, MemoryType type, int level, boolean allocated) {
            count += bytes;
        }
    }
}
