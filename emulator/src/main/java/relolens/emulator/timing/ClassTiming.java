package relolens.emulator.timing;

/**
 * A timing class on a core.
 *
 * @param pipe index into the core's pipes
 * @param latency cycles from issue to the result
 * @param every cycles until the pipe takes another one (one unit of it)
 */
public record ClassTiming(int pipe, double latency, double every) {}
