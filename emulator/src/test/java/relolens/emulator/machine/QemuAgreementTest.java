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
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.emulator.cpu.CpuState;
import relolens.emulator.isa.Disassembler;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;
import relolens.emulator.isa.TimingClass;
import relolens.emulator.memory.RamRegion;

/**
 * Data processing, integer and vector, against QEMU: random words of every row from random states. One program runs
 * all of them: it loads registers from a state, executes the word, and appends the registers to its output.
 */
@Tag("oracle")
class QemuAgreementTest {
    private static final long CODE = 0x4000_0000L;
    /** X0 to X27 take part; the program needs the others for itself. */
    private static final int GENERAL = 28;

    private static final int STATES = 24;
    private static final int WORDS_PER_ROW = 80;
    /** Doublewords of a state: X0 to X27, NZCV, one unused, V0 to V31. */
    private static final int STATE = GENERAL + 2 + 64;

    private final Random random = new Random(77);

    @TempDir
    private Path dir;

    @Test
    void dataProcessingComesOutAsInQemu() throws IOException, InterruptedException {
        long[][] states = new long[STATES][STATE];
        for (long[] state : states) {
            for (int i = 0; i < STATE; i++) {
                state[i] = value();
            }
            state[GENERAL] = (long) random.nextInt(16) << 28;
            state[GENERAL + 1] = 0;
        }
        List<Integer> words = words();
        assertThat(words.size()).isGreaterThan(12_000);
        LongReader theirs = new LongReader(runQemu(states, words));
        Machine machine =
                new Machine(MachineConfig.plain(new RamRegion(CODE, 1 << 20)).withHighestEl(1));
        machine.cpu().register("cpacr_el1", 3 << 20);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            long[] start = states[i % STATES];
            String complaint = compare(machine, start, words.get(i), theirs.next());
            if (complaint != null) {
                String text = Disassembler.print(words.get(i), CODE);
                wrong.add(String.format("%08x %s: %s", words.get(i), text, complaint));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static @Nullable String compare(Machine machine, long[] start, int word, long[] theirs) {
        CpuState cpu = machine.cpu();
        System.arraycopy(start, 0, cpu.x, 0, GENERAL);
        System.arraycopy(start, GENERAL + 2, cpu.v, 0, 64);
        cpu.nzcv = (int) start[GENERAL];
        cpu.pc = CODE;
        machine.memory().write32(CODE, word);
        Stop stop = machine.run(1, () -> false);
        if (!(stop instanceof Stop.Limit)) {
            return "stops: " + stop;
        }
        for (int n = 0; n < GENERAL; n++) {
            if (cpu.x[n] != theirs[n]) {
                return String.format("x%d ours %#x, QEMU %#x", n, cpu.x[n], theirs[n]);
            }
        }
        if ((cpu.nzcv & 0xffff_ffffL) != theirs[GENERAL]) {
            return String.format("nzcv ours %#x, QEMU %#x", cpu.nzcv, theirs[GENERAL]);
        }
        for (int n = 0; n < 64; n++) {
            long other = theirs[GENERAL + 2 + n];
            if (cpu.v[n] != other) {
                return String.format("v%d half %d ours %#x, QEMU %#x", n / 2, n % 2, cpu.v[n], other);
            }
        }
        return null;
    }

    private long value() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(70) - 4;
            case 1 -> Long.MIN_VALUE >> random.nextInt(64);
            case 2 -> 1L << random.nextInt(64);
            case 3 -> random.nextInt() & 0xffff_ffffL;
            default -> random.nextLong();
        };
    }

    private List<Integer> words() {
        List<Integer> words = new ArrayList<>();
        for (Encoding row : Isa.a64().encodings()) {
            for (int i = 0; i < WORDS_PER_ROW && !row.isAlias(); i++) {
                int word = placed(row, random.nextInt() & ~row.mask() | row.value());
                Encoding e = Isa.a64().decode(word);
                Effects effects = Isa.a64().effects(word);
                if (e != null && effects != null && isPlain(e, effects)) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    /** Puts register fields among those that take part, at times to 31. */
    private int placed(Encoding row, int word) {
        int result = word;
        for (Encoding.Field f : row.fields()) {
            if (f.name().startsWith("R") && f.width() == 5) {
                int n = random.nextInt(12) == 0 ? 31 : random.nextInt(GENERAL);
                result = result & ~(31 << f.lsb()) | n << f.lsb();
            }
        }
        return result;
    }

    private static boolean isPlain(Encoding e, Effects effects) {
        long usable = (1L << GENERAL) - 1 | 1L << Effects.NZCV;
        boolean data = effects.memory() == null && effects.flow() == null && effects.system() == null;
        boolean same = e.timing() != TimingClass.CRYPTO && e.timing() != TimingClass.POINTER_AUTH;
        boolean placed = !e.id().startsWith("ADR") && !e.feature().equals("memtag");
        return data && same && placed && ((effects.reads() | effects.writes()) & ~usable) == 0;
    }

    private byte[] runQemu(long[][] states, List<Integer> words) throws IOException, InterruptedException {
        StringBuilder s = new StringBuilder();
        s.append(".globl _start\n_start: ldr x28, =out\n");
        for (int i = 0; i < words.size(); i++) {
            s.append("ldr x29, =state")
                    .append(i % STATES)
                    .append("\nbl load\n.inst ")
                    .append(words.get(i) & 0xffff_ffffL);
            s.append("\nbl save\n");
            if (i % 1000 == 999) {
                s.append("b 1f\n.ltorg\n1:\n");
            }
        }
        long size = 8L * STATE * words.size();
        s.append("ldr x20, =out\nldr x21, =").append(size).append("\n");
        s.append("2: mov x0, #1\nmov x1, x20\nmov x2, x21\nmov x8, #64\nsvc #0\n");
        s.append("add x20, x20, x0\nsubs x21, x21, x0\nb.gt 2b\nmov x0, #0\nmov x8, #93\nsvc #0\n");
        s.append("load: ldr x0, [x29, #").append(8 * GENERAL).append("]\nmsr nzcv, x0\nadd x0, x29, #");
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
        s.append("mrs x0, nzcv\nstp x0, xzr, [x28], #16\n");
        for (int v = 0; v < 32; v += 2) {
            s.append(String.format("stp q%d, q%d, [x28], #32%n", v, v + 1));
        }
        s.append("ret\n.ltorg\n.data\n.balign 16\n");
        for (int i = 0; i < states.length; i++) {
            s.append("state").append(i).append(":\n");
            for (long v : states[i]) {
                s.append(".quad ").append(v).append('\n');
            }
        }
        s.append(".bss\n.balign 16\nout: .skip ").append(size).append('\n');
        Files.writeString(dir.resolve("words.s"), s.toString());
        run("as.log", "aarch64-linux-gnu-as", "-march=armv8.5-a", "-o", "words.o", "words.s");
        run("ld.log", "aarch64-linux-gnu-ld", "-o", "words", "words.o");
        run("out.bin", "qemu-aarch64", "-cpu", "max", "./words");
        byte[] out = Files.readAllBytes(dir.resolve("out.bin"));
        assertThat(out).hasSize((int) size);
        return out;
    }

    private void run(String output, String... command) throws IOException, InterruptedException {
        Process p = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectError(dir.resolve("error.log").toFile())
                .redirectOutput(dir.resolve(output).toFile())
                .start();
        int code = p.waitFor();
        assertThat(code)
                .as(String.join(" ", command) + ": "
                        + Files.readString(dir.resolve("error.log"), StandardCharsets.ISO_8859_1))
                .isZero();
    }

    /** Cuts the output into states. */
    private static final class LongReader {
        private final ByteBuffer bytes;

        LongReader(byte[] all) {
            bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        }

        long[] next() {
            long[] state = new long[STATE];
            for (int i = 0; i < STATE; i++) {
                state[i] = bytes.getLong();
            }
            return state;
        }
    }
}
