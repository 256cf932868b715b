package relolens.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final int WORDS_PER_ROW = 400;
    private final Isa isa = Isa.a64();

    /** Every row, aliases included, in the words it would be printed for. */
    @Test
    void wordsComeBackFromTheirText() {
        Random random = new Random(20);
        List<String> wrong = new ArrayList<>();
        for (Row row : isa.rows()) {
            for (int i = 0; i < WORDS_PER_ROW; i++) {
                int word = random.nextInt() & ~row.bits.mask() | row.bits.value();
                String text = isa.decode(word) == null ? "" : Disassembler.print(word, 0x4000_0000L);
                if (!text.isEmpty() && !comesBack(word, text)) {
                    wrong.add(text);
                    break;
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private boolean comesBack(int word, String text) {
        int tab = text.indexOf('\t');
        String mnemonic = tab < 0 ? text : text.substring(0, tab);
        String operands = tab < 0 ? "" : text.substring(tab + 1);
        Encoding e = isa.decode(word);
        Encoder.Result r = Encoder.encode(mnemonic, relative(e, word, operands), new PlainReader());
        if (r.problem() != null) {
            return false;
        }
        return Canonical.of(r.word()) == Canonical.of(word);
    }

    /** Targets are printed as addresses; as operands plain numbers are offsets. */
    private static String relative(Encoding e, int word, String operands) {
        Effects effects = Isa.a64().effects(word);
        boolean literal =
                effects != null && effects.memory() != null && effects.memory().base() < 0;
        boolean direct = effects != null
                && effects.flow() != null
                && effects.flow().register() < 0
                && effects.flow().kind() != Effects.FlowKind.STOP;
        boolean adr = e.mnemonic().startsWith("adr");
        int at = operands.lastIndexOf(' ') + 1;
        if (!literal && !direct && !adr && !e.syntax().contains("<label")
                || operands.isEmpty()
                || !e.syntax().contains("<label") && !adr) {
            return operands;
        }
        long target = Long.parseUnsignedLong(operands.substring(at), 16);
        return operands.substring(0, at) + "#" + (target - 0x4000_0000L);
    }
}
