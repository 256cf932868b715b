package relolens.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IsaTableTest {
    private final Isa isa = Isa.a64();

    @Test
    void rowsAreNumberedInTableOrderAndFoundById() {
        for (int i = 0; i < isa.encodings().size(); i++) {
            Encoding e = isa.encodings().get(i);
            assertThat(e.index()).isEqualTo(i);
            assertThat(isa.byId(e.id())).isSameAs(e);
        }
        assertThatThrownBy(() -> isa.byId("NO_SUCH")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fixedBitsAndFieldsCoverAllThirtyTwoBitsWithoutOverlap() {
        for (Row row : isa.rows()) {
            if (row.base != row) {
                continue;
            }
            int covered = row.bits.mask();
            for (Encoding.Field f : row.bits.fields()) {
                assertThat(covered & BitPattern.mask(f)).as(row.encoding.id()).isZero();
                covered |= BitPattern.mask(f);
            }
            int rest = ~covered;
            assertThat(row.bits.value() & ~row.bits.mask()).isZero();
            for (Encoding.Field f : row.bits.ties()) {
                rest &= ~BitPattern.mask(f);
            }
            // What is left are should-be bits, which the decoder ignores.
            assertThat(rest & row.bits.value()).as(row.encoding.id()).isZero();
        }
    }

    @Test
    void everyRowIsDecodableAndNoRowIsShadowed() {
        Set<String> unreachable = new HashSet<>();
        Random random = new Random(1);
        for (Row row : isa.rows()) {
            if (row.base != row) {
                continue;
            }
            boolean reached = false;
            for (int i = 0; i < 2000 && !reached; i++) {
                int word = random.nextInt() & ~row.bits.mask() | row.bits.value();
                reached = isa.decode(word) == row.encoding;
            }
            if (!reached) {
                unreachable.add(row.encoding.id());
            }
        }
        assertThat(unreachable).isEmpty();
    }

    @Test
    void rowsThatOverlapAreOrderedByTheirBitsOrToldApartByTheirOperands() {
        Random random = new Random(4);
        List<Row> base = isa.rows().stream().filter(r -> r.base == r).toList();
        List<String> ambiguous = new ArrayList<>();
        for (Row a : base) {
            for (Row b : base) {
                int common = a.bits.mask() & b.bits.mask();
                boolean overlap = ((a.bits.value() ^ b.bits.value()) & common) == 0;
                boolean ordered = Integer.bitCount(a.bits.mask()) != Integer.bitCount(b.bits.mask());
                if (a == b || !overlap) {
                    continue;
                }
                int fixed = a.bits.mask() | b.bits.mask();
                int value = a.bits.value() | b.bits.value();
                for (int i = 0; i < 300; i++) {
                    int word = random.nextInt() & ~fixed | value;
                    if (!a.matches(word) || !b.matches(word)) {
                        continue;
                    }
                    boolean first = Integer.bitCount(a.bits.mask()) > Integer.bitCount(b.bits.mask());
                    boolean won = isa.decode(word) == (first ? a : b).encoding;
                    boolean third = isa.decode(word) != a.encoding && isa.decode(word) != b.encoding;
                    if (!ordered || !won && !third) {
                        ambiguous.add(a.encoding.id() + " and " + b.encoding.id());
                        break;
                    }
                }
            }
        }
        assertThat(ambiguous).isEmpty();
    }

    @Test
    void mnemonicsWithConditionsAndOrderingSuffixesAreFound() {
        assertThat(isa.byMnemonic("b.eq")).extracting(Encoding::id).containsExactly("B_cond");
        assertThat(isa.byMnemonic("bhs")).extracting(Encoding::id).containsExactly("B_cond");
        assertThat(isa.byMnemonic("b")).extracting(Encoding::id).containsExactly("B");
        assertThat(isa.byMnemonic("ldaddal")).extracting(Encoding::id).containsExactly("LDADD");
        assertThat(isa.byMnemonic("caslh")).extracting(Encoding::id).containsExactly("CASH");
        assertThat(isa.byMnemonic("frobnicate")).isEmpty();
    }
}
