package relolens.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relolens.emulator.isa.Effects.AccessKind;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.Reach;
import relolens.emulator.names.Target;

/** SVE and SME: what users see of the rows. That each row is right is for the tests over the whole table to say. */
class ScalableTest {
    private static Encoder.Result encode(String line) {
        int space = line.indexOf(' ');
        String operands = space < 0 ? "" : line.substring(space + 1);
        return Encoder.encode(space < 0 ? line : line.substring(0, space), operands, new PlainReader());
    }

    private static Effects effects(String line) {
        Encoder.Result r = encode(line);
        assertThat(r.problem()).as(line).isNull();
        Effects e = Isa.a64().effects(r.word());
        assertThat(e).as(line).isNotNull();
        return e;
    }

    private static MemoryAccess memory(String line) {
        MemoryAccess m = effects(line).memory();
        assertThat(m).as(line).isNotNull();
        return m;
    }

    private static void refuses(String line, String offending, String... words) {
        Encoder.Result r = encode(line);
        assertThat(r.problem()).as(line).isNotNull().contains(words);
        String operands = line.substring(line.indexOf(' ') + 1);
        assertThat(operands.substring(r.problemFrom(), r.problemTo()))
                .as(line + ": " + r.problem())
                .isEqualTo(offending);
    }

    @Test
    void problemsSayWhatWouldDo() {
        refuses("add z0.b, p0/m, z1.b, z2.b", "z1.b", "z0 again");
        refuses("add z0.b, p9/m, z0.b, z2.b", "p9", "p0 to p7");
        refuses("add z0.b, p0/z, z0.b, z2.b", "/", "'/m'");
        refuses("fadd z0.b, z1.b, z2.b", "z0.b", ".h, .s or .d");
        refuses("add z0.h, z0.h, #257", "#257", "0..255", "256 times");
        refuses("mov z0.d, #0x1234567", "#0x1234567", "-128..127", "256 times");
        refuses("and z0.b, z0.b, #5", "#5", "bitmask immediate");
        refuses("lsr z0.b, z1.b, #9", "#9", "1..8");
        refuses("incb x0, all, mul #17", "#17", "1..16");
        refuses("incb x0, vl9", "vl9", "pow2, vl1 to vl256");
        refuses("ld1b {z0.b}, p0/z, [x0, #1]", "]", "mul vl");
        refuses("ld1b {z0.b}, p0/z, [x0, #8, mul vl]", "#8", "-8..7");
        refuses("ld1b {z0.b}, p0/z, [x0, xzr]", "xzr", "leave it out");
        refuses("ld3b {z0.b, z1.b}, p0/z, [x0]", "{z0.b, z1.b}", "list of 3");
        refuses("mla z0.h, z1.h, z8.h[1]", "z8.h", "z0 to z7");
        refuses("fcmla z0.h, p0/m, z1.h, z2.h, #45", "45", "#0, #90, #180 or #270");
        refuses("fmopa za4.s, p0/m, p1/m, z0.s, z1.s", "za4.s", "za0.s to za3.s");
        refuses("ldr za[w11, 0], [x0]", "w11", "w12 to w15");
        refuses("ldr za[w12, 5], [x0]", "]", "row's number, 5");
        refuses("zero {za8.d}", "za8.d", "za7.d");
    }

    @Test
    void refusalsNameTheExtensionThatIsMissing() {
        Target plain = Target.architecture("armv8-a").target();
        assertThat(plain).isNotNull();
        assertThat(Encoder.encode("rdvl", "x0, #1", new PlainReader(), plain).problem())
                .contains("sve");
        assertThat(Encoder.encode("bext", "z0.b, z1.b, z2.b", new PlainReader(), plain)
                        .problem())
                .contains("sve2-bitperm");
        assertThat(Encoder.encode("zero", "{za}", new PlainReader(), plain).problem())
                .contains("sme");
    }

    @Test
    void mergingAndAccumulatingReadTheDestination() {
        assertThat(effects("abs z3.b, p2/m, z5.b").vectorReads()).isEqualTo(1 << 3 | 1 << 5);
        assertThat(effects("movprfx z3.b, p2/z, z5.b").vectorReads()).isEqualTo(1 << 5);
        assertThat(effects("sdot z3.s, z5.b, z6.b").vectorReads()).isEqualTo(1 << 3 | 1 << 5 | 1 << 6);
        assertThat(effects("sqxtnt z3.b, z5.h").vectorReads()).isEqualTo(1 << 3 | 1 << 5);
        assertThat(effects("insr z3.d, x5").vectorReads()).isEqualTo(1 << 3);
        assertThat(effects("add z3.b, z4.b, z5.b").vectorReads()).isEqualTo(1 << 4 | 1 << 5);
        assertThat(effects("incb x7").reads()).isEqualTo(1 << 7);
        assertThat(effects("cntb x7").reads()).isZero();
    }

    @Test
    void predicatesFirstFaultsAndTheMatrixAreState() {
        Effects compare = effects("cmpeq p3.b, p1/z, z0.b, #1");
        assertThat(compare.predicateReads()).isEqualTo(1 << 1);
        assertThat(compare.predicateWrites()).isEqualTo(1 << 3);
        assertThat(compare.writes()).isEqualTo(1L << Effects.NZCV);
        assertThat(effects("whilelo p0.b, x1, x2").writes()).isEqualTo(1L << Effects.NZCV);
        assertThat(effects("ctermeq x1, x2").reads()).isEqualTo(6 | 1L << Effects.NZCV);
        assertThat(effects("setffr").predicateWrites()).isEqualTo(1 << Effects.FFR);
        assertThat(effects("rdffr p2.b, p1/z").predicateReads()).isEqualTo(1 << Effects.FFR | 1 << 1);
        assertThat(effects("ldff1b {z0.b}, p1/z, [x2]").predicateWrites()).isEqualTo(1 << Effects.FFR);
        Effects outer = effects("fmopa za0.s, p1/m, p2/m, z3.s, z4.s");
        assertThat(outer.predicateWrites()).isEqualTo(1 << Effects.ZA);
        assertThat(outer.predicateReads()).isEqualTo(1 << Effects.ZA | 6);
        assertThat(effects("mov z0.b, p1/m, za0h.b[w13, 2]").reads()).isEqualTo(1 << 13);
        assertThat(effects("add v0.16b, v1.16b, v2.16b").touchesVectors()).isTrue();
        assertThat(effects("pfalse p0.b").touchesVectors()).isTrue();
        assertThat(effects("rdvl x0, #1").touchesVectors()).isFalse();
    }

    @Test
    void accessesTellHowFarTheyReach() {
        MemoryAccess vector = memory("ld2w {z30.s, z31.s}, p1/z, [x3, #-4, mul vl]");
        assertThat(vector.kind()).isEqualTo(AccessKind.LOAD);
        assertThat(vector.reach()).isEqualTo(Reach.VECTOR);
        assertThat(vector.elementBytes()).isEqualTo(4);
        assertThat(vector.elements()).isEqualTo(2);
        assertThat(vector.offset()).isEqualTo(-4);
        assertThat(vector.data()).containsExactly(30, 31);
        MemoryAccess indexed = memory("stnt1h {z1.h}, p1, [sp, x4, lsl #1]");
        assertThat(indexed.stores()).isTrue();
        assertThat(indexed.nonTemporal()).isTrue();
        assertThat(List.of(indexed.base(), indexed.index(), indexed.shift())).containsExactly(31, 4, 1);
        assertThat(memory("ld1rqd {z0.d}, p0/z, [x1, #32]"))
                .extracting(MemoryAccess::reach, MemoryAccess::bytes, MemoryAccess::offset)
                .containsExactly(Reach.BYTES, 16, 32L);
        assertThat(memory("ld1d {z0.d}, p0/z, [x1, z2.d]"))
                .extracting(MemoryAccess::reach, MemoryAccess::base, MemoryAccess::index)
                .containsExactly(Reach.SCATTERED, 1, -1);
        assertThat(memory("st1d {z0.d}, p0, [z2.d, #8]").base()).isEqualTo(-1);
        assertThat(memory("str p3, [x1, #-256, mul vl]").reach()).isEqualTo(Reach.VECTOR);
        assertThat(memory("prfd pldl1keep, p0, [x1]").kind()).isEqualTo(AccessKind.PREFETCH);
    }

    @Test
    void theIndexFindsWhatASearchThroughAllRowsFinds() {
        List<Row> base = new ArrayList<>();
        for (Row row : Isa.a64().rows()) {
            if (row.base == row) {
                base.add(row);
            }
        }
        base.sort((a, b) -> Integer.bitCount(b.bits.mask()) - Integer.bitCount(a.bits.mask()));
        Random random = new Random(5);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            // Three of four words are of some row: most of the space is empty.
            int word = random.nextInt(4) == 0
                    ? random.nextInt()
                    : WordSamples.ofRow(base.get(random.nextInt(base.size())), random);
            Encoding found = Isa.a64().decode(word);
            Encoding wanted = base.stream()
                    .filter(r -> r.matches(word))
                    .findFirst()
                    .map(r -> r.encoding)
                    .orElse(null);
            if (!Objects.equals(found, wanted)) {
                wrong.add(String.format("%08x %s %s", word, found, wanted));
            }
        }
        assertThat(wrong).isEmpty();
    }
}
