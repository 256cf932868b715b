package relolens.analyzer.dataflow;

/**
 * How far a value is from its base, in bytes; of a plain number, the number itself.
 *
 * @param low least distance, or {@link #NONE_BELOW}
 * @param high greatest distance, or {@link #NONE_ABOVE}
 * @param step distances are {@code low + k * step}, where {@code low} is known; 0 for a single one
 * @param ends whether each end that is known is reached on some path, rather than only not passed
 */
record Span(long low, long high, long step, boolean ends) {
    static final long NONE_BELOW = Long.MIN_VALUE;
    static final long NONE_ABOVE = Long.MAX_VALUE;

    /** Nothing is known. */
    static final Span ALL = new Span(NONE_BELOW, NONE_ABOVE, 1, false);

    /** Distances beyond this are not told from none. */
    private static final long FAR = 1L << 52;

    Span {
        low = low < -FAR ? NONE_BELOW : low;
        high = high > FAR ? NONE_ABOVE : high;
        step = low == high ? 0 : Math.max(1, step);
    }

    static Span of(long distance) {
        return Math.abs(distance) > FAR ? ALL : new Span(distance, distance, 0, true);
    }

    static Span between(long low, long high) {
        return new Span(low, high, 1, false);
    }

    /** {@return what the known bits of a number tell of its size} */
    static Span of(KnownBits bits) {
        long most = ~bits.zeros();
        return bits.isConstant() ? of(bits.value()) : most >= 0 ? between(bits.ones(), most) : ALL;
    }

    boolean exact() {
        return low == high;
    }

    boolean bounded() {
        return low != NONE_BELOW && high != NONE_ABOVE;
    }

    Span plus(long bytes) {
        return Math.abs(bytes) > FAR ? ALL : new Span(moved(low, bytes), moved(high, bytes), step, ends);
    }

    private static long moved(long end, long bytes) {
        return end == NONE_BELOW || end == NONE_ABOVE ? end : end + bytes;
    }

    /** {@return the sums with distances that are independent of these} */
    Span plus(Span o) {
        long least = low == NONE_BELOW || o.low == NONE_BELOW ? NONE_BELOW : low + o.low;
        long most = high == NONE_ABOVE || o.high == NONE_ABOVE ? NONE_ABOVE : high + o.high;
        boolean reached = ends && o.ends && (exact() || o.exact());
        return new Span(least, most, divisor(step, o.step), reached);
    }

    Span negated() {
        return new Span(
                high == NONE_ABOVE ? NONE_BELOW : -high,
                low == NONE_BELOW ? NONE_ABOVE : -low,
                bounded() ? step : 1,
                ends);
    }

    Span shiftLeft(int n) {
        boolean fits = n < 52 && bounded() && Math.abs(low) <= FAR >> n && Math.abs(high) <= FAR >> n;
        return fits ? new Span(low << n, high << n, step << n, ends) : ALL;
    }

    Span shiftRight(int n) {
        return low >= 0 && high != NONE_ABOVE && n < 64 ? new Span(low >> n, high >> n, 1, ends && exact()) : ALL;
    }

    /** {@return these distances less up to {@code most} bytes} */
    Span lessUpTo(long most) {
        return new Span(moved(low, -most), high, 1, false);
    }

    Span join(Span o) {
        if (equals(o)) {
            return this;
        }
        long apart = low == NONE_BELOW || o.low == NONE_BELOW ? 1 : Math.abs(low - o.low);
        long common = divisor(divisor(step, o.step), apart);
        return new Span(Math.min(low, o.low), Math.max(high, o.high), common, ends && o.ends);
    }

    private static long divisor(long a, long b) {
        return b == 0 ? a : divisor(b, a % b);
    }

    /** {@return these distances as far as they are not above {@code limit}, or null if all are} */
    @org.jspecify.annotations.Nullable
    Span atMost(long limit) {
        if (high <= limit) {
            return this;
        }
        if (low == NONE_BELOW) {
            return new Span(low, limit, 1, false);
        }
        return low > limit ? null : new Span(low, low + (limit - low) / step * step, step, ends);
    }

    /** {@return these distances as far as they are not below {@code limit}, or null if all are} */
    @org.jspecify.annotations.Nullable
    Span atLeast(long limit) {
        if (low >= limit) {
            return this;
        }
        if (low == NONE_BELOW) {
            return high < limit ? null : new Span(limit, high, 1, false);
        }
        long up = (limit - low + step - 1) / Math.max(1, step) * step;
        return high < limit || low + up > high ? null : new Span(low + up, high, step, ends);
    }

    /** {@return the least distance of this kind that is at least {@code limit}, where the step is known} */
    long next(long limit) {
        return low == NONE_BELOW || step == 0 ? limit : low + Math.floorDiv(limit - low + step - 1, step) * step;
    }

    /** {@return the greatest distance of this kind that is at most {@code limit}, where the step is known} */
    long last(long limit) {
        return low == NONE_BELOW || step == 0 ? limit : low + Math.floorDiv(limit - low, step) * step;
    }
}
