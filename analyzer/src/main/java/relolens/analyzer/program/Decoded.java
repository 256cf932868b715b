package relolens.analyzer.program;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit.Relocation;
import relolens.analyzer.source.Origin;
import relolens.emulator.isa.Computation;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;

/**
 * What the instruction table says of a word.
 *
 * @param row id of its row, "" where there is none
 * @param effects what it reads and writes, or null
 * @param computes what it computes, or null
 */
record Decoded(
        String row, @Nullable Effects effects, @Nullable Computation computes) {

    /** Words already looked up. */
    static final class Table {
        private final IntFunction<@Nullable Effects> effects;
        private final Map<Integer, Decoded> known = new HashMap<>();

        Table(IntFunction<@Nullable Effects> effects) {
            this.effects = effects;
        }

        Decoded of(int word) {
            return known.computeIfAbsent(word, this::read);
        }

        private Decoded read(int word) {
            Encoding row = Isa.a64().decode(word);
            return new Decoded(
                    row == null ? "" : row.id(), effects.apply(word), Isa.a64().computation(word));
        }
    }

    Instruction instruction(
            int index, String section, long offset, int word, @Nullable Relocation relocation, Origin origin) {
        return new Instruction(index, section, offset, word, row, effects, computes, relocation, origin);
    }
}
