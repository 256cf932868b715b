package relolens.emulator.timing;

/**
 * A timing class on a core, in cycles. What a core does not treat apart has the class's own times.
 *
 * @param pipe index into the core's pipes
 * @param latency from issue to the result
 * @param every until the pipe takes another one (one unit of it)
 * @param accumulate from the arrival of what is added to a product to the result
 * @param narrow latency of loads of bytes, halfwords, words with a sign, pairs of words
 * @param narrowEvery until the pipe takes another of these, unless they add a register to their base
 * @param registerOffset latency of loads that add a register to their base
 * @param writeback from issue to the moved base register
 * @param withAddend latency of a product to which something is added; 0 = as without
 * @param withAddendEvery until the pipe takes another of these
 * @param second latency of the second register of a pair that is loaded; 0 = as the first
 * @param zeroEvery until the pipe takes another move of zero
 */
public record ClassTiming(
        int pipe,
        double latency,
        double every,
        double accumulate,
        double narrow,
        double narrowEvery,
        double registerOffset,
        double writeback,
        double withAddend,
        double withAddendEvery,
        double second,
        double zeroEvery) {}
