package relolens.analyzer.dataflow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Bytes of one piece of memory of which something is proven on some path, by their distance from its base. What does not fit
 * is left out.
 *
 * @param pieces without overlap, in order
 * @param cut whether maintenance of the same memory has left them out
 */
public record Bytes(List<Piece> pieces, boolean cut) {
    static final Bytes NONE = new Bytes(List.of(), false);

    private static final int MOST = 8;

    public Bytes {
        pieces = List.copyOf(pieces);
    }

    /**
     * @param low first byte
     * @param high byte after the last
     * @param site index of the instruction that stored them
     */
    public record Piece(long low, long high, int site) {
        private boolean touches(Piece o) {
            return low <= o.high && o.low <= high;
        }

        private Piece hull(Piece o) {
            return new Piece(Math.min(low, o.low), Math.max(high, o.high), Math.min(site, o.site));
        }
    }

    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** {@return index of the first instruction that stored some of them, or -1} */
    public int site() {
        return pieces.isEmpty() ? -1 : pieces.get(0).site();
    }

    /** {@return whether any of {@code low} to {@code high} - 1 is among them} */
    public boolean overlaps(long low, long high) {
        return pieces.stream().anyMatch(p -> p.low() < high && low < p.high());
    }

    Bytes with(Piece added) {
        Piece grown = added;
        List<Piece> all = new ArrayList<>(pieces.size() + 1);
        for (Piece p : pieces) {
            if (p.equals(added) || p.low() <= added.low() && added.high() <= p.high() && p.site() <= added.site()) {
                return this;
            }
            if (p.touches(grown)) {
                grown = grown.hull(p);
            } else {
                all.add(p);
            }
        }
        if (all.size() >= MOST) {
            return this;
        }
        all.add(grown);
        all.sort(Comparator.comparingLong(Piece::low));
        return new Bytes(all, cut);
    }

    /** {@return what is left without {@code low} to {@code high} - 1} */
    Bytes without(long low, long high) {
        if (!overlaps(low, high)) {
            return pieces.isEmpty() ? NONE : new Bytes(pieces, true);
        }
        List<Piece> left = new ArrayList<>(pieces.size() + 1);
        for (Piece p : pieces) {
            if (p.low() < low) {
                left.add(new Piece(p.low(), Math.min(p.high(), low), p.site()));
            }
            if (p.high() > high) {
                left.add(new Piece(Math.max(p.low(), high), p.high(), p.site()));
            }
        }
        return left.isEmpty() ? NONE : new Bytes(left.subList(0, Math.min(MOST, left.size())), true);
    }

    Bytes join(Bytes o) {
        if (equals(o)) {
            return this;
        }
        Bytes all = this;
        for (Piece p : o.pieces) {
            all = all.with(p);
        }
        return new Bytes(all.pieces, cut || o.cut);
    }
}
