package relolens.emulator.timing;

/**
 * A timing class on a core.
 *
 * @param pipe index into the core's pipes
 * @param latency cycles from issue to the result
 * @param every cycles until the pipe takes another one (one unit of it)
 * @param accumulate cycles from the arrival of what is added to a product to the result; {@code latency} where the core
 *     has no such short way
 */
public record ClassTiming(int pipe, double latency, double every, double accumulate) {}
