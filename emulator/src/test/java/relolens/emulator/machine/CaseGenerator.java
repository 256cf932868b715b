package relolens.emulator.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import relolens.emulator.execute.Bindings;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.AccessKind;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;
import relolens.emulator.isa.TimingClass;

/** Random words of table rows that are safe to run between the frame's loads and stores, and have one defined result. */
final class CaseGenerator {
    /** X18 to X28 and SP: what cases must not write except by write-back. */
    private static final long RESERVED = 0x1ffcL << 16 | 1L << 31;

    private static final Set<String> FEATURES =
            Set.of("", "crc", "lse", "flagm", "fp", "simd", "fp16", "simd+fp16", "rcpc", "v8.4", "lor", "v8.5");
    /** QEMU makes XPAC a no-op while no key is enabled (the architecture strips always), and spills a half's sign. */
    private static final Set<String> SKIPPED = Set.of("PACGA", "XPACI", "XPACD", "FCVTZS_scalar_fixed_half");

    private final Isa isa = Isa.a64();
    private final Random random;
    private final List<Encoding> rows = new ArrayList<>();

    CaseGenerator(Random random) {
        this.random = random;
        Bindings bindings = new Bindings(isa);
        for (Encoding row : isa.encodings()) {
            // The frame's one block is not EL0's.
            boolean unprivileged = row.id().startsWith("LDTR") || row.id().startsWith("STTR");
            boolean known = !unprivileged && (FEATURES.contains(row.feature()) || "pauth".equals(row.feature()));
            if (!row.isAlias()
                    && known
                    && bindings.emulates(row)
                    && !SKIPPED.contains(row.id())
                    && example(row) != null) {
                rows.add(row);
            }
        }
    }

    List<Encoding> rows() {
        return List.copyOf(rows);
    }

    /**
     * A word for a block. No store exclusives: after loads of another size, or stores in between, their success is
     * CONSTRAINED UNPREDICTABLE.
     */
    int any() {
        while (true) {
            Encoding row = rows.get(random.nextInt(rows.size()));
            Integer word = row.timing() == TimingClass.STORE_EXCLUSIVE ? null : example(row);
            if (word != null) {
                return word;
            }
        }
    }

    /** {@return the load exclusive that makes {@code store} succeed} */
    int partner(Encoding row, int store) {
        String id = row.id().startsWith("STL")
                ? "LDA" + row.id().substring(3)
                : "LD" + row.id().substring(2);
        while (true) {
            Integer word = example(isa.byId(id));
            if (word != null && (word >>> 30) == (store >>> 30)) {
                return word;
            }
        }
    }

    /** {@return a usable word of the row, or null if hundreds of tries found none} */
    Integer example(Encoding row) {
        for (int i = 0; i < 3000; i++) {
            int word = asWritten(row, random.nextInt() & ~row.mask() | row.value());
            Encoding decoded = isa.decode(word);
            if (decoded != null && decoded.index() == row.index() && usable(word)) {
                return word;
            }
        }
        return null;
    }

    /** Bits that are neither fixed nor a field as the assembler writes them: ones, but for the flag manipulations. */
    private static int asWritten(Encoding row, int word) {
        int free = ~row.mask();
        for (Encoding.Field field : row.fields()) {
            free &= ~((int) ((1L << field.width()) - 1) << field.lsb());
        }
        return row.timing() == TimingClass.ALU ? word & ~free : word | free;
    }

    private boolean usable(int word) {
        Effects effects = isa.effects(word);
        if (effects == null || effects.flow() != null || effects.system() != null) {
            return false;
        }
        MemoryAccess memory = effects.memory();
        long writes = effects.writes();
        if (memory != null && memory.writeback() != Effects.Writeback.NONE) {
            writes &= ~(1L << memory.base());
        }
        if ((writes & RESERVED) != 0) {
            return false;
        }
        return memory == null || usable(word, effects, memory);
    }

    private static boolean usable(int word, Effects effects, MemoryAccess memory) {
        if (memory.kind() == AccessKind.PREFETCH) {
            return true;
        }
        if (memory.base() >= 0 && memory.base() != 31 && (memory.base() < 20 || memory.base() > 25)) {
            return false;
        }
        boolean indexed = memory.index() >= 0;
        if (indexed && memory.index() != 18 && memory.index() != 19) {
            return false;
        }
        boolean ordered = memory.acquire()
                || memory.release()
                || memory.kind() == AccessKind.ATOMIC
                || memory.kind() == AccessKind.LOAD_EXCLUSIVE
                || memory.kind() == AccessKind.STORE_EXCLUSIVE;
        // X25 stays aligned: it is the base of everything that demands alignment, and of nothing with write-back.
        if (ordered && (memory.base() != 25 || (memory.offset() & 15) != 0)) {
            return false;
        }
        if (memory.writeback() != Effects.Writeback.NONE && (memory.base() == 25 || memory.base() == 31)) {
            return false;
        }
        return distinct(word, effects, memory);
    }

    /** No CONSTRAINED UNPREDICTABLE register overlap. */
    private static boolean distinct(int word, Effects effects, MemoryAccess memory) {
        List<Integer> data = memory.data();
        boolean loads = memory.kind() == AccessKind.LOAD || memory.kind() == AccessKind.LOAD_EXCLUSIVE;
        if (loads && data.size() == 2 && data.get(0).equals(data.get(1))) {
            return false;
        }
        if (memory.kind() == AccessKind.STORE_EXCLUSIVE) {
            int status = word >>> 16 & 31;
            return !data.contains(status) && status != memory.base();
        }
        return memory.vector() || memory.writeback() == Effects.Writeback.NONE || !data.contains(memory.base());
    }
}
