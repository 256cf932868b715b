package relolens.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private final Isa isa = Isa.a64();

    @Test
    void wordsOfEveryRowComeBackFromTheirText() {
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (int word : WordSamples.ofEveryRow(400, new Random(20))) {
            if (isa.decode(word) == null || isa.printedBy(word) == null) {
                continue;
            }
            tried++;
            SourceText text = SourceText.of(word);
            Encoder.Result r = text.encode();
            if (r.problem() != null || Canonical.of(r.word()) != Canonical.of(word)) {
                wrong.add(String.format("%08x %s -> %08x %s", word, text.line(), r.word(), r.problem()));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(100_000);
    }

    @Test
    void rowsThatAreOnlyReadEncodeToTheirBase() {
        // Rows never printed cannot be reached by the round trip above; each has one line here.
        String[][] lines = {
            {"add", "x0, x1, #-4", "SUB_imm"},
            {"adds", "w0, w1, #-4096", "SUBS_imm"},
            {"sub", "sp, sp, #-16", "ADD_imm"},
            {"subs", "x0, x1, #-1", "ADDS_imm"},
            {"cmn", "x0, #-1", "SUBS_imm"},
            {"cmp", "x0, #-1", "ADDS_imm"},
            {"bic", "x0, x1, #1", "AND_imm"},
            {"uxtb", "x0, w1", "UBFM"},
            {"uxth", "x0, w1", "UBFM"},
            {"uxtw", "x0, w1", "ORR_shifted"},
            {"rev64", "x0, x1", "REV_64"},
            {"dgh", "", "HINT"},
            {"dfb", "", "DSB"},
            {"ldr", "x0, [x1, #-8]", "LDUR"},
            {"ldr", "x0, =0x1234", "LDR_lit"},
            {"ldrsw", "x0, =5", "LDRSW_lit"},
            {"ldr", "q0, =5", "LDR_fp_lit"},
            {"str", "q0, [x1, #1]", "STUR_fp"},
            {"prfm", "pldl1keep, [x0, #-1]", "PRFUM"},
        };
        for (String[] line : lines) {
            Encoder.Result r = Encoder.encode(line[0], line[1], new PlainReader());
            assertThat(r.problem()).as(line[0] + " " + line[1]).isNull();
            Encoding base = isa.decode(r.word());
            assertThat(base == null ? "" : base.id())
                    .as(line[0] + " " + line[1])
                    .isEqualTo(line[2]);
        }
    }
}
