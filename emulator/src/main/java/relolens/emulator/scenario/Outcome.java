package relolens.emulator.scenario;

import relolens.emulator.machine.Stop;

/**
 * How a run ended.
 *
 * @param kind in one word
 * @param sentence what happened, for people
 * @param stop why the machine stopped
 * @param instructions retired
 * @param bytes of the image, 0 without one
 */
public record Outcome(Kind kind, String sentence, Stop stop, long instructions, long bytes) {
    /** In one word. */
    public enum Kind {
        OK,
        FAULT,
        MISMATCH,
        TIMEOUT,
        CANCELLED
    }
}
