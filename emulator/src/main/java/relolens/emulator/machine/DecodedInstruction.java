package relolens.emulator.machine;

import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Encoding;

/**
 * A word at a place, decoded once. Listeners may keep arrays by {@link #slot()}.
 *
 * @param slot number of this decoded instruction within its machine, dense from 0
 * @param address virtual address it was first fetched from
 * @param word the bits
 * @param encoding its row
 * @param effects what it reads and writes
 */
public record DecodedInstruction(int slot, long address, int word, Encoding encoding, Effects effects) {}
