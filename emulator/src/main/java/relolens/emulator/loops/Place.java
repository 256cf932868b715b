package relolens.emulator.loops;

/**
 * A value inside a round, told from the registers as they are at the round's begin.
 *
 * @param register index into the register file; 31 is zero
 * @param offset what the round has added to it by then
 * @param stepped whether the round has by then also added the register it is stepped by, if it has one
 */
record Place(int register, long offset, boolean stepped) {}
