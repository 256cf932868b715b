package relolens.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relolens.emulator.isa.Computation.Kind;
import relolens.emulator.isa.Computation.Shift;

class ComputationTest {
    private static final int WORDS = 40;
    private static final int ADR_BACK_FOUR = 0x10ffffe3;

    private static Computation of(String text) {
        int space = text.indexOf(' ');
        Encoder.Result r = Encoder.encode(text.substring(0, space), text.substring(space + 1), new PlainReader());
        assertThat(r.problem()).as(text).isNull();
        Computation c = Isa.a64().computation(r.word());
        assertThat(c).as(text).isNotNull();
        return c;
    }

    @Test
    void registersAreThoseOfTheAccessColumn() {
        Random random = new Random(1);
        Set<Kind> seen = EnumSet.noneOf(Kind.class);
        for (Encoding row : Isa.a64().encodings()) {
            for (int i = 0; i < WORDS && !row.isAlias(); i++) {
                int word = random.nextInt() & ~row.mask() | row.value();
                Computation c = Isa.a64().computation(word);
                Effects e = Isa.a64().effects(word);
                if (c == null || e == null) {
                    continue;
                }
                seen.add(c.kind());
                boolean keeps = c.kind() == Kind.KEEP || c.kind() == Kind.BITFIELD_INSERT;
                boolean chooses = c.kind() == Kind.SELECT || c.kind() == Kind.SELECT_CHANGED;
                long writes = bit(c.destination()) | (c.flags() ? 1L << Effects.NZCV : 0);
                long reads = bit(c.first())
                        | bit(c.second())
                        | (keeps ? bit(c.destination()) : 0)
                        | (chooses ? 1L << Effects.NZCV : 0);
                assertThat(e.writes()).as(row.id() + " %08x", word).isEqualTo(writes);
                assertThat(e.reads()).as(row.id() + " %08x", word).isEqualTo(reads);
                assertThat(e.memory()).as(row.id()).isNull();
            }
        }
        assertThat(seen).isEqualTo(EnumSet.allOf(Kind.class));
    }

    private static long bit(int register) {
        return register < 0 ? 0 : 1L << register;
    }

    @Test
    void constantsAreWhatTheSourceSays() {
        assertThat(of("add x1, x2, #5, lsl #12").immediate()).isEqualTo(5 << 12);
        assertThat(of("bic x1, x2, #0xff").immediate()).isEqualTo(~0xffL);
        assertThat(of("mov w3, #-2").immediate()).isEqualTo(~1L);
        assertThat(of("movk x3, #7, lsl #32").amount()).isEqualTo(32);
        assertThat(of("sub x3, x4, x5, asr #3").shift()).isEqualTo(Shift.ARITHMETIC_RIGHT);
        assertThat(of("add x3, x4, w5, uxtw #2").shift()).isEqualTo(Shift.EXTENDED);
        assertThat(of("add sp, x4, x5").destination()).isEqualTo(Effects.SP);
        assertThat(Objects.requireNonNull(Isa.a64().computation(ADR_BACK_FOUR)).immediate())
                .isEqualTo(-4);
        assertThat(of("cmp x4, #1").comparesOnly()).isTrue();
        assertThat(of("bics x1, x2, x3").inverted()).isTrue();
    }
}
