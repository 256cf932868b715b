package relolens.emulator.execute;

/** ZIP, UZP, TRN, EXT, REV and table look-up: elements to other places (Arm ARM C7.2). */
final class VectorPermute {
    private VectorPermute() {}

    /** Where element {@code i} of {@code count} comes from: 0 to count - 1 first source, from count on the second. */
    @FunctionalInterface
    private interface Place {
        int of(int i, int count);
    }

    static void bind(Bindings b) {
        permute(b, "UZP1", (i, count) -> 2 * i);
        permute(b, "UZP2", (i, count) -> 2 * i + 1);
        permute(b, "ZIP1", (i, count) -> i / 2 + (i & 1) * count);
        permute(b, "ZIP2", (i, count) -> count / 2 + i / 2 + (i & 1) * count);
        permute(b, "TRN1", (i, count) -> (i & ~1) + (i & 1) * count);
        permute(b, "TRN2", (i, count) -> (i | 1) + (i & 1) * count);
        reverse(b, "REV16_vector", 16);
        reverse(b, "REV32_vector", 32);
        reverse(b, "REV64_vector", 64);
        b.bind("EXT_vector", op -> {
            int first = op.bits(11, 4);
            return place(op, 8, (i, count) -> i + first);
        });
        for (int registers = 1; registers <= 4; registers++) {
            int count = registers;
            b.bind("TBL_" + count, op -> table(op, count, false));
            b.bind("TBX_" + count, op -> table(op, count, true));
        }
    }

    private static void permute(Bindings b, String id, Place place) {
        b.bind(id, op -> place(op, 8 << op.bits(22, 2), place));
    }

    private static Executor place(Operation op, int width, Place place) {
        int count = (op.bits(30, 1) != 0 ? 128 : 64) / width;
        return VectorMove.vector((c, o) -> {
            Lanes n = Lanes.of(c, o.n, width);
            Lanes m = Lanes.of(c, o.m, width);
            Lanes result = new Lanes(width);
            for (int i = 0; i < count; i++) {
                int from = place.of(i, count);
                result.set(i, from < count ? n.get(from) : m.get(from - count));
            }
            result.into(c, o);
        });
    }

    /** Elements in reverse order within containers of {@code container} bits. */
    private static void reverse(Bindings b, String id, int container) {
        b.bind(id, op -> {
            int width = 8 << op.bits(22, 2);
            int last = container / width - 1;
            return place(op, width, (i, count) -> i ^ last);
        });
    }

    /** @param keep whether lanes with an index beyond the table keep their value (TBX) */
    private static Executor table(Operation op, int registers, boolean keep) {
        int count = op.bits(30, 1) != 0 ? 16 : 8;
        return VectorMove.vector((c, o) -> {
            Lanes index = Lanes.of(c, o.m, 8);
            Lanes old = Lanes.of(c, o.t, 8);
            Lanes result = new Lanes(8);
            for (int i = 0; i < count; i++) {
                int at = (int) index.get(i);
                if (at < 16 * registers) {
                    result.set(i, Lanes.of(c, o.n + at / 16 & 31, 8).get(at % 16));
                } else {
                    result.set(i, keep ? old.get(i) : 0);
                }
            }
            result.into(c, o);
        });
    }
}
