package relolens.emulator.execute;

/** Products of bytes summed into words: dot products and 2 by 2 matrices (FEAT_DotProd, FEAT_I8MM). */
final class VectorDot {
    private VectorDot() {}

    static void bind(Bindings b) {
        b.bind("SDOT_vector", op -> dot(op, true, true));
        b.bind("UDOT_vector", op -> dot(op, false, false));
        b.bind("USDOT_vector", op -> dot(op, false, true));
        b.bind("SDOT_element", op -> dot(op, true, true));
        b.bind("UDOT_element", op -> dot(op, false, false));
        b.bind("USDOT_element", op -> dot(op, false, true));
        b.bind("SUDOT_element", op -> dot(op, true, false));
        b.bind("SMMLA", op -> matrix(true, true));
        b.bind("UMMLA", op -> matrix(false, false));
        b.bind("USMMLA", op -> matrix(false, true));
    }

    private static long sum(Lanes n, int from, boolean signedN, Lanes m, int with, boolean signedM, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            long a = signedN ? n.signed(from + i) : n.get(from + i);
            sum += a * (signedM ? m.signed(with + i) : m.get(with + i));
        }
        return sum;
    }

    private static Executor dot(Operation op, boolean signedN, boolean signedM) {
        int count = LaneLoops.count(op, 32);
        int index = LaneLoops.index(op, 32);
        return VectorMove.vector((c, o) -> {
            Lanes d = Lanes.of(c, o.t, 32);
            Lanes n = Lanes.of(c, o.n, 8);
            Lanes m = Lanes.of(c, o.m, 8);
            Lanes result = new Lanes(32);
            for (int i = 0; i < count; i++) {
                result.set(i, d.get(i) + sum(n, 4 * i, signedN, m, 4 * (index < 0 ? i : index), signedM, 4));
            }
            result.into(c, o);
        });
    }

    /** The sources are two rows of eight bytes each; element (r, s) is the product of row r and row s. */
    private static Executor matrix(boolean signedN, boolean signedM) {
        return VectorMove.vector((c, o) -> {
            Lanes d = Lanes.of(c, o.t, 32);
            Lanes n = Lanes.of(c, o.n, 8);
            Lanes m = Lanes.of(c, o.m, 8);
            Lanes result = new Lanes(32);
            for (int i = 0; i < 4; i++) {
                result.set(i, d.get(i) + sum(n, i / 2 * 8, signedN, m, i % 2 * 8, signedM, 8));
            }
            result.whole(c, o);
        });
    }
}
