package relolens.emulator.loops;

/**
 * What a round copies: each byte once, from one block to another, both as long as their bases step.
 *
 * @param source first byte read, relative to the registers at the round's begin
 * @param destination first byte written
 * @param bytes of a round
 */
record BlockCopy(Place source, Place destination, int bytes) {}
