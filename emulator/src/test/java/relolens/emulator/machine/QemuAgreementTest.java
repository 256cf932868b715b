package relolens.emulator.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static relolens.emulator.machine.QemuProgram.GENERAL;
import static relolens.emulator.machine.QemuProgram.STATE;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.emulator.cpu.CpuState;
import relolens.emulator.execute.Bindings;
import relolens.emulator.isa.Disassembler;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.AccessKind;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.Writeback;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;
import relolens.emulator.isa.TimingClass;
import relolens.emulator.machine.QemuProgram.Probe;
import relolens.emulator.memory.RamRegion;

/** The interpreter against QEMU: random words of every row from random states, registers and memory compared. */
@Tag("oracle")
class QemuAgreementTest {
    private static final long RAM = 0x4000_0000L;
    /** The buffer's gigabyte is mapped to RAM and open to EL0, for the unprivileged accesses. */
    private static final long OPEN = 0x8000_0000L;

    private static final long CODE = RAM + 0x10000;
    private static final int STATES = 48;
    /** AHP, DN, FZ, RMode, FZ16. */
    private static final long FPCR_CONTROLS = 0x7c8_0000L;
    /** FPSR.IXC. */
    private static final long INEXACT = 16;

    private static final int WORDS_PER_ROW = 80;

    /** Pointers signed with no key set are another matter; the others came after QEMU 7.2. */
    private static final Set<String> UNKNOWN_TO_QEMU = Set.of("pauth", "cssc", "mops", "hbc", "tme");

    private static final Encoding FJCVTZS = Isa.a64().byId("FJCVTZS");
    /** QEMU 7.2 leaves a negative result's sign above bit 15. */
    private static final String SIGN_SPILLS = "FCVTZS_scalar_fixed_half";

    private final Bindings bindings = new Bindings(Isa.a64());
    private final Random random = new Random(Long.getLong("relolens.seed", 77));
    private final long[][] states = new long[STATES][STATE];
    private final byte[] data = new byte[QemuProgram.BUFFER_BYTES];

    @TempDir
    private Path dir;

    @Test
    void dataProcessingComesOutAsInQemu() throws IOException, InterruptedException {
        List<Probe> probes = new ArrayList<>();
        for (int word : words()) {
            Effects e = Isa.a64().effects(word);
            if (e != null && e.memory() == null) {
                probes.add(new Probe(word, state(word, probes.size()), -1, 0, -1, 0, QemuProgram.BUFFER));
            }
        }
        assertThat(probes.size()).isGreaterThan(12_000);
        assertThat(disagreements(probes)).isEmpty();
    }

    /** Which state the probe starts from: QEMU takes a number flushed to zero for an exact one in FJCVTZS. */
    private static int state(int word, int probe) {
        return FJCVTZS.matches(word) ? 0 : probe % STATES;
    }

    @Test
    void loadsStoresAndAtomicsComeOutAsInQemu() throws IOException, InterruptedException {
        List<Probe> probes = new ArrayList<>();
        for (int word : words()) {
            Effects e = Isa.a64().effects(word);
            Probe probe = e == null || e.memory() == null ? null : probe(word, e.memory(), probes.size() % STATES);
            if (probe != null) {
                probes.add(probe);
            }
        }
        assertThat(probes.size()).isGreaterThan(5_000);
        assertThat(disagreements(probes)).isEmpty();
    }

    /** Aims an access at the middle of the buffer; null where the outcome is unpredictable or needs a monitor. */
    private @Nullable Probe probe(int word, MemoryAccess m, int state) {
        Set<AccessKind> kinds = Set.of(AccessKind.LOAD, AccessKind.STORE, AccessKind.ATOMIC);
        boolean general = !m.vector();
        boolean twice = m.data().size() == 2 && m.data().get(0).equals(m.data().get(1));
        boolean overwritten =
                general && m.writeback() != Writeback.NONE && m.data().contains(m.base());
        if (!kinds.contains(m.kind()) || m.base() < 0 || m.index() == m.base() || twice || overwritten) {
            return null;
        }
        long base = QemuProgram.BUFFER + QemuProgram.BUFFER_BYTES / 2;
        boolean indexed = m.index() >= 0 && m.index() != 31;
        long index = indexed ? 16L * random.nextInt(64) : 0;
        long address = base;
        if (m.writeback() != Writeback.POST) {
            address += m.offset() + (m.index() >= 0 ? index << m.shift() : 0);
        }
        // Atomic and ordered accesses must be aligned; others need not be.
        boolean aligned = m.kind() == AccessKind.ATOMIC || m.acquire() || m.release();
        long off = aligned ? -(address & m.bytes() - 1) : random.nextInt(16);
        return new Probe(word, state, m.base(), base + off, indexed ? m.index() : -1, index, address + off & -16L);
    }

    private List<String> disagreements(List<Probe> probes) throws IOException, InterruptedException {
        for (int n = 0; n < STATES; n++) {
            long[] state = states[n];
            for (int i = 0; i < STATE; i++) {
                state[i] = i < GENERAL ? value() : vectorValue();
            }
            state[GENERAL] = (long) random.nextInt(16) << 28;
            // A third rounds to nearest as C does; others use the controls AHP, DN, FZ, RMode and FZ16 at random.
            state[GENERAL + 1] = n % 3 == 0 ? 0 : (long) random.nextInt() & FPCR_CONTROLS;
            // Where Inexact was raised before, arithmetic may go another way.
            state[GENERAL + 1] |= n % 2 == 0 ? 0 : INEXACT << 32;
        }
        random.nextBytes(data);
        List<long[]> theirs = new QemuProgram(dir).run(states, data, probes);
        Machine machine = machine();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < probes.size(); i++) {
            int word = probes.get(i).word();
            String complaint = compare(machine, probes.get(i), theirs.get(i));
            if (complaint != null) {
                wrong.add(String.format("%08x %s: %s", word, Disassembler.print(word, CODE), complaint));
            }
        }
        return wrong;
    }

    /** EL1, with one gigabyte of Normal memory mapped to itself and, open to EL0, to {@link #OPEN}. */
    private Machine machine() {
        Machine machine =
                new Machine(MachineConfig.plain(new RamRegion(RAM, 256 << 20)).withHighestEl(1));
        machine.memory().write64(RAM + 0x1000 + 8, RAM | 1 << 10 | 1);
        machine.memory().write64(RAM + 0x1000 + 16, RAM | 1 << 10 | 1 << 6 | 1);
        machine.memory().write(QemuProgram.BUFFER - OPEN + RAM, data, 0, data.length);
        machine.cpu().register("cpacr_el1", 3 << 20);
        machine.cpu().register("mair_el1", 0xff);
        machine.cpu().register("tcr_el1", 25 | 25 << 16 | 1L << 23);
        machine.cpu().register("ttbr0_el1", RAM + 0x1000);
        machine.cpu().register("sctlr_el1", 0x30d0_0805L);
        return machine;
    }

    private @Nullable String compare(Machine machine, Probe p, long[] theirs) {
        long[] start = states[p.state()];
        CpuState cpu = machine.cpu();
        System.arraycopy(start, 0, cpu.x, 0, GENERAL);
        System.arraycopy(start, GENERAL + 2, cpu.v, 0, 64);
        if (p.base() >= 0) {
            cpu.x[p.base()] = p.baseValue();
        }
        if (p.index() >= 0) {
            cpu.x[p.index()] = p.indexValue();
        }
        cpu.nzcv = (int) start[GENERAL];
        cpu.register("fpcr", start[GENERAL + 1] & 0xffff_ffffL);
        cpu.register("fpsr", start[GENERAL + 1] >>> 32);
        cpu.pc = CODE;
        machine.memory().write32(CODE, p.word());
        Stop stop = machine.run(1, () -> false);
        long[] window = new long[QemuProgram.WINDOW];
        for (int i = 0; i < window.length; i++) {
            window[i] = machine.memory().read64(p.window() - OPEN + RAM + 8L * i);
        }
        int inBuffer = (int) (p.window() - QemuProgram.BUFFER);
        machine.memory().write(p.window() - OPEN + RAM, data, inBuffer, 8 * window.length);
        if (!(stop instanceof Stop.Limit)) {
            return "stops: " + stop;
        }
        for (int n = 0; n < GENERAL; n++) {
            if (cpu.x[n] != theirs[n]) {
                return String.format("x%d ours %#x, QEMU %#x", n, cpu.x[n], theirs[n]);
            }
        }
        if ((cpu.nzcv & 0xffff_ffffL) != theirs[GENERAL]) {
            return String.format("nzcv ours %#x, QEMU %#x, fpcr %#x", cpu.nzcv, theirs[GENERAL], start[GENERAL + 1]);
        }
        if (cpu.register("fpsr") != theirs[GENERAL + 1]) {
            return String.format(
                    "fpsr ours %#x, QEMU %#x, fpcr %#x", cpu.register("fpsr"), theirs[GENERAL + 1], start[GENERAL + 1]);
        }
        for (int n = 0; n < 64; n++) {
            long other = theirs[GENERAL + 2 + n];
            if (cpu.v[n] != other) {
                return String.format(
                        "v%d half %d ours %#x, QEMU %#x, fpcr %#x", n / 2, n % 2, cpu.v[n], other, start[GENERAL + 1]);
            }
        }
        for (int i = 0; i < window.length; i++) {
            if (window[i] != theirs[STATE + i]) {
                return String.format(
                        "memory at %#x ours %#x, QEMU %#x", p.window() + 8L * i, window[i], theirs[STATE + i]);
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

    /** As {@link #value}, or full of numbers: zeros, infinities, NaNs, the least and the greatest, small integers. */
    private long vectorValue() {
        int width = 16 << random.nextInt(4);
        if (width == 128) {
            return value();
        }
        int fraction = width == 16 ? 10 : width == 32 ? 23 : 52;
        int top = width == 16 ? 31 : width == 32 ? 255 : 2047;
        long number = 0;
        for (int i = 0; i < 64; i += width) {
            long low = random.nextLong() & (1L << fraction) - 1;
            long exponent = switch (random.nextInt(8)) {
                case 0 -> 0;
                case 1 -> top;
                case 2 -> random.nextInt(top + 1);
                case 3 -> top / 2 + random.nextInt(width);
                default -> top / 2 - 4 + random.nextInt(9);
            };
            long bits = random.nextInt(3) == 0 ? 0 : random.nextInt(3) == 0 ? low & -low : low;
            number |= ((long) random.nextInt(2) << width - 1 | exponent << fraction | bits) << i;
        }
        return number;
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
        int known = row.mask();
        for (Encoding.Field f : row.fields()) {
            known |= (int) ((1L << f.width()) - 1) << f.lsb();
            if (f.name().startsWith("R") && f.width() == 5) {
                int n = random.nextInt(12) == 0 ? 31 : random.nextInt(GENERAL);
                result = result & ~(31 << f.lsb()) | n << f.lsb();
            }
        }
        // What is neither fixed nor a field should be one; QEMU insists for some rows.
        boolean tied = row.id().equals("EXTR") || row.id().endsWith("BFM");
        return tied ? result : result | ~known;
    }

    private boolean isPlain(Encoding e, Effects effects) {
        long usable = (1L << GENERAL) - 1 | 1L << Effects.NZCV;
        boolean straight = effects.flow() == null && effects.system() == null;
        boolean same = bindings.emulates(e)
                && !e.id().equals(SIGN_SPILLS)
                && e.timing() != TimingClass.POINTER_AUTH
                && !UNKNOWN_TO_QEMU.contains(e.feature())
                && !e.feature().startsWith("memtag");
        boolean placed = !e.id().startsWith("ADR");
        return straight && same && placed && ((effects.reads() | effects.writes()) & ~usable) == 0;
    }
}
