package relolens.analyzer.report;

/**
 * A part of one analysis that several machines share.
 *
 * @param index which part, from 1
 * @param of how many parts there are
 */
public record Shard(int index, int of) {
    /** @throws IllegalArgumentException if there is no such part */
    public Shard {
        if (index < 1 || index > of) {
            throw new IllegalArgumentException("shard " + index + " of " + of);
        }
    }

    /**
     * {@return where in a list of {@code size} things this part begins; it ends where the next begins} Parts are runs of
     * neighbours, so that parts put together in order are the whole in its order.
     */
    public int begin(int size) {
        return (int) ((long) size * (index - 1) / of);
    }

    /** {@return where in a list of {@code size} things this part ends, exclusive} */
    public int end(int size) {
        return (int) ((long) size * index / of);
    }
}
