package relolens.emulator.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import relolens.emulator.memory.LittleEndian;
import relolens.emulator.memory.PhysicalMemory;

/**
 * A bare-metal program that runs many small cases and leaves the registers after each one in memory: the same bytes run
 * under QEMU and on our machine. X26 to X28 belong to the frame around the cases; X20 to X25 and SP point into the data
 * area, X18 and X19 are small.
 */
final class OracleImage {
    static final long INPUT = 0x4010_0000L;
    static final long TABLES = 0x4014_0000L;
    static final long CODE = 0x4020_0000L;
    static final long DATA = 0x4040_0000L;
    static final int DATA_BYTES = 1 << 20;
    static final long OUTPUT = 0x4060_0000L;
    static final long VECTORS_BASE = 0x4015_0000L;
    static final int STATE_BYTES = 1024;
    static final int STATES = 64;

    private static final int NZCV = 248;
    private static final int SP = 256;
    private static final int VECTORS = 512;

    private final Random random;
    private final List<int[]> cases = new ArrayList<>();

    OracleImage(Random random) {
        this.random = random;
    }

    void add(int... words) {
        cases.add(words.clone());
    }

    int size() {
        return cases.size();
    }

    int[] words(int index) {
        return cases.get(index).clone();
    }

    /** Registers, flags, stack pointers and vectors a case starts from. */
    byte[] states() {
        byte[] bytes = new byte[STATES * STATE_BYTES];
        for (int s = 0; s < STATES; s++) {
            int at = s * STATE_BYTES;
            for (int r = 0; r < 31; r++) {
                LittleEndian.put64(bytes, at + 8 * r, value(r));
            }
            LittleEndian.put64(bytes, at + NZCV, (long) random.nextInt(16) << 28);
            LittleEndian.put64(bytes, at + SP, pointer());
            for (int v = 0; v < 64; v++) {
                LittleEndian.put64(bytes, at + VECTORS + 8 * v, random.nextLong());
            }
        }
        return bytes;
    }

    private long value(int register) {
        if (register >= 20 && register <= 25) {
            return pointer();
        }
        if (register == 18 || register == 19) {
            return random.nextInt(64) * 16L;
        }
        switch (random.nextInt(6)) {
            case 0:
                return random.nextInt(4) - 2;
            case 1:
                return random.nextInt();
            case 2:
                return 1L << random.nextInt(64);
            case 3:
                return random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE;
            default:
                return random.nextLong();
        }
    }

    private long pointer() {
        return DATA + DATA_BYTES / 2 + (random.nextInt(0x20000) & ~15) - 0x10000;
    }

    byte[] data() {
        byte[] bytes = new byte[DATA_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Level 0 and level 1 tables: the gigabyte of RAM as one Normal block, nothing else. */
    static byte[] tables() {
        byte[] bytes = new byte[8192];
        LittleEndian.put64(bytes, 0, TABLES + 4096 | 3);
        LittleEndian.put64(bytes, 4096 + 8, 0x4000_0000L | 1 << 10 | 3 << 8 | 1);
        return bytes;
    }

    /** The program; ends at the label {@code done}, where our machine exits and QEMU writes its file. */
    Snippet program() {
        StringBuilder text = new StringBuilder();
        frame(text);
        for (int i = 0; i < cases.size(); i++) {
            set(text, "x27", INPUT + (long) (i % STATES) * STATE_BYTES);
            text.append("adr x26, go")
                    .append(i)
                    .append("\nb load\ngo")
                    .append(i)
                    .append(":\n");
            for (int word : cases.get(i)) {
                text.append(String.format(".word %08x%n", word));
            }
            text.append("adr x26, next")
                    .append(i)
                    .append("\nb store\nnext")
                    .append(i)
                    .append(":\n");
        }
        finish(text);
        return new Snippet(CODE, text.toString());
    }

    private static void frame(StringBuilder text) {
        set(text, "x0", 0xff);
        text.append("msr mair_el1, x0\n");
        // T0SZ 16, write-back inner shareable walks, 4K, TTBR1 off, 40-bit output.
        set(text, "x0", 16 | 1 << 8 | 1 << 10 | 3 << 12 | 1 << 23 | 2L << 32);
        text.append("msr tcr_el1, x0\n");
        set(text, "x0", TABLES);
        text.append("msr ttbr0_el1, x0\nisb\n");
        set(text, "x0", 0x30d0_1805L);
        text.append("msr sctlr_el1, x0\nisb\n");
        set(text, "x0", VECTORS_BASE);
        text.append("msr vbar_el1, x0\n");
        set(text, "x0", 3 << 20);
        text.append("msr cpacr_el1, x0\nisb\n");
        set(text, "x28", OUTPUT);
        text.append("b cases\n");
        text.append("load:\n");
        for (int v = 0; v < 32; v += 2) {
            text.append(String.format("ldp q%d, q%d, [x27, #%d]%n", v, v + 1, VECTORS + 16 * v));
        }
        text.append("ldr x0, [x27, #").append(NZCV).append("]\nmsr nzcv, x0\n");
        text.append("ldr x0, [x27, #").append(SP).append("]\nmov sp, x0\n");
        for (int r = 0; r < 26; r += 2) {
            text.append(String.format("ldp x%d, x%d, [x27, #%d]%n", r, r + 1, 8 * r));
        }
        text.append("ldp x29, x30, [x27, #232]\nbr x26\n");
        text.append("store:\n");
        for (int r = 0; r < 26; r += 2) {
            text.append(String.format("stp x%d, x%d, [x28, #%d]%n", r, r + 1, 8 * r));
        }
        text.append("stp x29, x30, [x28, #232]\nmov x0, sp\nstr x0, [x28, #")
                .append(SP)
                .append("]\n");
        text.append("mrs x0, nzcv\nstr x0, [x28, #").append(NZCV).append("]\n");
        for (int v = 0; v < 32; v += 2) {
            text.append(String.format("stp q%d, q%d, [x28, #%d]%n", v, v + 1, VECTORS + 16 * v));
        }
        text.append("add x28, x28, #").append(STATE_BYTES).append("\nclrex\nbr x26\ncases:\n");
    }

    /** Semihosting: open "out.bin", write the outputs and the data area, exit. */
    private void finish(StringBuilder text) {
        text.append("done:\n");
        set(text, "x19", INPUT + 0x3_0000);
        open(text);
        write(text, OUTPUT, (long) cases.size() * STATE_BYTES);
        write(text, DATA, DATA_BYTES);
        exit(text);
    }

    /** Code for the vector: leaves syndrome, address and X28 in the file instead of results. */
    static Snippet vector() {
        StringBuilder text = new StringBuilder();
        set(text, "x19", INPUT + 0x3_0000);
        text.append("mrs x0, esr_el1\nmrs x1, elr_el1\nmrs x2, far_el1\n"
                + "stp x0, x1, [x19, #256]\nstp x2, x28, [x19, #272]\n");
        open(text);
        write(text, INPUT + 0x3_0000 + 256, 32);
        exit(text);
        return new Snippet(VECTORS_BASE + 0x200, text.toString());
    }

    static void open(StringBuilder text) {
        set(text, "x0", 0x6e69_622e_7475_6fL);
        text.append("str x0, [x19, #128]\n");
        text.append(
                "add x0, x19, #128\nstr x0, [x19]\nmov x0, #5\nstr x0, [x19, #8]\nmov x0, #7\nstr x0, [x19, #16]\n");
        text.append("mov x1, x19\nmov x0, #1\nhlt #0xf000\nstr x0, [x19]\nmov x20, x0\n");
    }

    static void exit(StringBuilder text) {
        set(text, "x0", 0x20026);
        text.append("str x0, [x19]\nstr xzr, [x19, #8]\nmov x1, x19\nmov x0, #0x18\nhlt #0xf000\nspin:\nb spin");
    }

    static void write(StringBuilder text, long from, long bytes) {
        set(text, "x0", from);
        text.append("str x20, [x19]\nstr x0, [x19, #8]\n");
        set(text, "x0", bytes);
        text.append("str x0, [x19, #16]\nmov x1, x19\nmov x0, #5\nhlt #0xf000\n");
    }

    static void set(StringBuilder text, String register, long value) {
        text.append(String.format("movz %s, #%d%n", register, value & 0xffff));
        for (int shift = 16; shift < 64; shift += 16) {
            long part = value >>> shift & 0xffff;
            if (part != 0) {
                text.append(String.format("movk %s, #%d, lsl #%d%n", register, part, shift));
            }
        }
    }

    /** Runs the program on our machine. @return outputs, then the data area */
    byte[] runHere(byte[] states, byte[] data, Snippet program, MachineConfig config) {
        Machine machine = new Machine(config);
        PhysicalMemory memory = machine.memory();
        memory.write(INPUT, states, 0, states.length);
        memory.write(TABLES, tables(), 0, 8192);
        memory.write(DATA, data, 0, data.length);
        program.into(memory);
        machine.cpu().pc = CODE;
        machine.addExit(program.label("done"));
        machine.addExit(VECTORS_BASE + 0x200);
        Stop stop = machine.run(100_000_000, () -> false);
        if (!stop.equals(new Stop.ReachedExit(program.label("done")))) {
            long ran = (machine.cpu().x(28) - OUTPUT) / STATE_BYTES;
            throw new AssertionError(String.format(
                    "case %d: %s, syndrome %#x at %#x",
                    ran, stop, machine.cpu().register("esr_el1"), machine.cpu().register("elr_el1")));
        }
        machine.caches().flush();
        byte[] out = new byte[cases.size() * STATE_BYTES + DATA_BYTES];
        memory.read(OUTPUT, out, 0, cases.size() * STATE_BYTES);
        memory.read(DATA, out, cases.size() * STATE_BYTES, DATA_BYTES);
        return out;
    }
}
