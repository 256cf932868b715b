package relolens.emulator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One user-mode program that runs many words under QEMU: for each it loads registers from a state, executes the word,
 * and appends registers and the memory around the access to its output.
 */
final class QemuProgram {
    /** X0 to X27 take part; the program needs the others for itself. */
    static final int GENERAL = 28;
    /** Doublewords of a state: X0 to X27, NZCV, FPCR with FPSR above it (afterwards FPSR), V0 to V31. */
    static final int STATE = GENERAL + 2 + 64;
    /** Doublewords of memory kept of each access. */
    static final int WINDOW = 12;
    /** Where the data is, in QEMU's process and in our machine alike. */
    static final long BUFFER = 0x8800_0000L;

    static final int BUFFER_BYTES = 256 << 10;

    /**
     * A word to run.
     *
     * @param state number of its starting state
     * @param base register set to {@code baseValue} first, or -1
     * @param index register set to {@code indexValue} first, or -1
     * @param window 16-byte aligned address of the memory to keep
     */
    record Probe(int word, int state, int base, long baseValue, int index, long indexValue, long window) {}

    private final Path dir;

    QemuProgram(Path dir) {
        this.dir = dir;
    }

    /** {@return for each probe the state after it, then the window} */
    List<long[]> run(long[][] states, byte[] data, List<Probe> probes) throws IOException, InterruptedException {
        StringBuilder s = new StringBuilder();
        s.append(".globl _start\n_start: ldr x28, =out\n");
        for (int i = 0; i < probes.size(); i++) {
            Probe p = probes.get(i);
            s.append("ldr x29, =state").append(p.state()).append("\nbl load\n");
            set(s, p.base(), p.baseValue());
            set(s, p.index(), p.indexValue());
            s.append(".inst ")
                    .append(p.word() & 0xffff_ffffL)
                    .append("\nldr x29, =")
                    .append(p.window());
            s.append("\nbl save\n");
            if (i % 500 == 499) {
                s.append("b 1f\n.ltorg\n1:\n");
            }
        }
        long size = 8L * (STATE + WINDOW) * probes.size();
        s.append("ldr x20, =out\nldr x21, =").append(size).append("\n");
        s.append("2: mov x0, #1\nmov x1, x20\nmov x2, x21\nmov x8, #64\nsvc #0\n");
        s.append("add x20, x20, x0\nsubs x21, x21, x0\nb.gt 2b\nmov x0, #0\nmov x8, #93\nsvc #0\n");
        subroutines(s);
        s.append(".data\n.balign 16\n");
        for (int i = 0; i < states.length; i++) {
            s.append("state").append(i).append(":\n");
            for (long v : states[i]) {
                s.append(".quad ").append(v).append('\n');
            }
        }
        s.append("copy: .incbin \"data.bin\"\n.section .buffer, \"aw\"\nbuffer: .incbin \"data.bin\"\n");
        s.append(".bss\n.balign 16\nout: .skip ").append(size).append('\n');
        Files.writeString(dir.resolve("words.s"), s.toString());
        Files.write(dir.resolve("data.bin"), data);
        command("as.log", "aarch64-linux-gnu-as", "-march=armv8.5-a", "-o", "words.o", "words.s");
        String place = "--section-start=.buffer=0x" + Long.toHexString(BUFFER);
        command("ld.log", "aarch64-linux-gnu-ld", place, "-o", "words", "words.o");
        command("out.bin", "qemu-aarch64", "-cpu", "max", "./words");
        byte[] out = Files.readAllBytes(dir.resolve("out.bin"));
        assertThat(out).hasSize((int) size);
        return cut(out);
    }

    private static void set(StringBuilder s, int register, long value) {
        if (register >= 0) {
            s.append("ldr x").append(register).append(", =").append(value).append('\n');
        }
    }

    private static void subroutines(StringBuilder s) {
        s.append("load: ldr x0, [x29, #").append(8 * GENERAL).append("]\nmsr nzcv, x0\nldr x0, [x29, #");
        s.append(8 * (GENERAL + 1)).append("]\nmsr fpcr, x0\nlsr x0, x0, #32\nmsr fpsr, x0\nadd x0, x29, #");
        s.append(8 * (GENERAL + 2)).append('\n');
        for (int v = 0; v < 32; v += 2) {
            s.append(String.format("ldp q%d, q%d, [x0], #32%n", v, v + 1));
        }
        for (int x = 0; x < GENERAL; x += 2) {
            s.append(String.format("ldp x%d, x%d, [x29, #%d]%n", x, x + 1, 8 * x));
        }
        s.append("ret\nsave:\n");
        for (int x = 0; x < GENERAL; x += 2) {
            s.append(String.format("stp x%d, x%d, [x28], #16%n", x, x + 1));
        }
        s.append("mrs x0, nzcv\nmrs x1, fpsr\nstp x0, x1, [x28], #16\n");
        for (int v = 0; v < 32; v += 2) {
            s.append(String.format("stp q%d, q%d, [x28], #32%n", v, v + 1));
        }
        // Keep the window, then put it back from the copy.
        s.append("ldr x0, =buffer\nsub x0, x29, x0\nldr x1, =copy\nadd x1, x1, x0\n");
        for (int offset = 0; offset < 8 * WINDOW; offset += 32) {
            s.append(String.format("ldp q0, q1, [x29, #%d]%nstp q0, q1, [x28], #32%n", offset));
            s.append(String.format("ldp q0, q1, [x1, #%d]%nstp q0, q1, [x29, #%d]%n", offset, offset));
        }
        s.append("ret\n.ltorg\n");
    }

    private static List<long[]> cut(byte[] out) {
        ByteBuffer bytes = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
        List<long[]> states = new ArrayList<>();
        while (bytes.hasRemaining()) {
            long[] state = new long[STATE + WINDOW];
            for (int i = 0; i < state.length; i++) {
                state[i] = bytes.getLong();
            }
            states.add(state);
        }
        return states;
    }

    private void command(String output, String... command) throws IOException, InterruptedException {
        Process p = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectError(dir.resolve("error.log").toFile())
                .redirectOutput(dir.resolve(output).toFile())
                .start();
        int code = p.waitFor();
        String said = Files.readString(dir.resolve("error.log"), StandardCharsets.ISO_8859_1);
        assertThat(code).as(String.join(" ", command) + ": " + said).isZero();
    }
}
