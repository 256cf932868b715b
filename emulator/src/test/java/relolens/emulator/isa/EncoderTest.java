package relolens.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EncoderTest {
    private static Encoder.Result encode(String line) {
        int space = line.indexOf(' ');
        return Encoder.encode(
                space < 0 ? line : line.substring(0, space),
                space < 0 ? "" : line.substring(space + 1),
                new PlainReader(Map.of("FOUR", 4L), Map.of("dst", "x19", "tmp", "w3", "vec", "v7")));
    }

    private static void refuses(String line, String offending, String... words) {
        Encoder.Result r = encode(line);
        assertThat(r.problem()).as(line).isNotNull().contains(words);
        assertThat(r.encoding()).isNull();
        String operands = line.substring(line.indexOf(' ') + 1);
        assertThat(operands.substring(r.problemFrom(), r.problemTo()))
                .as(line + ": " + r.problem())
                .isEqualTo(offending);
    }

    private static Fixup fixup(String line) {
        Encoder.Result r = encode(line);
        assertThat(r.problem()).as(line).isNull();
        assertThat(r.fixups()).as(line).hasSize(1);
        return r.fixups().get(0);
    }

    @Test
    void registerAliasesAndConstantsComeFromTheReader() {
        assertThat(encode("add dst, dst, #FOUR").word()).isEqualTo(0x91001273);
        assertThat(encode("mov tmp, wzr").word()).isEqualTo(0x2a1f03e3);
        assertThat(encode("mov vec.16b, v1.16b").word()).isEqualTo(0x4ea11c27);
        assertThat(encode("tbz x0, #FOUR, 8").word()).isEqualTo(0x36200040);
    }

    @Test
    void problemsOfVectorOperandsNameWhatGoesWithTheOthers() {
        refuses("fadd s0, d1, s2", "d1", "s0 to s31");
        refuses("fadd v0.4s, v1.4s, v2.2d", "v2.2d", "arrangement .4s");
        refuses("fadd v0.16b, v1.16b, v2.16b", "v0.16b", ".2s, .4s, .2d");
        refuses("mul v0.2d, v1.2d, v2.2d", "v0.2d", ".8b, .16b, .4h, .8h, .2s, .4s");
        refuses("smull2 v0.4s, v1.4h, v2.4h", "v1.4h", "arrangement .8h");
        refuses("xtn v0.16b, v1.8h", "v0.16b", ".8b, .4h, .2s");
        refuses("fmla v0.8h, v1.8h, v16.h[0]", "v16.h", "v0 to v15");
        refuses("fmla v0.4s, v1.4s, v2.s[4]", "4", "out of range 0..3");
        refuses("fcmla v0.4s, v1.4s, v2.4s, #45", "#45", "0, 90, 180 or 270");
        refuses("sshr v0.4s, v1.4s, #33", "#33", "out of range 1..32");
        refuses("fcvtzs w0, s1, #33", "#33", "out of range 1..32");
        refuses("fmov s0, #0.1", "0.1", "256 floating-point immediates");
        refuses("fcmp s0, #1.0", "1.0", "#0.0 only");
        refuses("ld1 {v0.s}[4], [x0]", "4", "out of range 0..3");
        refuses("st1 {v0.4s}, [x0], #8", "#8", "must be #16");
        refuses("shll v0.8h, v1.8b, #7", "#7", "must be #8");
    }

    @Test
    void problemsPointAtTheOffendingTextAndSayWhatWouldDo() {
        refuses("add x0, x1, #5000", "#5000", "out of range 0..4095");
        refuses("and x0, x1, #5", "#5", "bitmask immediate");
        refuses("mov x0, #0x12345", "#0x12345", "movz and movk");
        refuses("ldr x0, [x1, #32768]", "#32768", "out of range 0..32760", "multiples of 8");
        refuses("ldp x0, x1, [x2, #4]", "#4", "not a multiple of 8");
        refuses("tbz w0, #33, 8", "#33", "out of range 0..31");
        refuses("lsl x0, x1, #64", "#64", "out of range 0..63");
        refuses("add x0, w1, x2", "w1", "64-bit register");
        refuses("ldr x0, [w1]", "w1", "64-bit register", "sp");
        refuses("msr daifset, #16", "#16", "out of range 0..15");
        refuses("msr nosuch_el1, x0", "nosuch_el1", "system register");
        refuses("dc nosuch, x0", "nosuch", "operation of dc");
        refuses("b.eq 6", "6", "multiple of 4");
        refuses("svc #65536", "#65536", "out of range 0..65535");
        refuses("add x0, x1", "", "expected");
        refuses("tbnz x0, #later, 8", "later", "known here");
        refuses("lsl x0, x1, #later", "later", "known here");
        refuses("ret x1, x2", ",", "end of the instruction");
        refuses("cset x0, al", "al", "no inverse");
    }

    @Test
    void anUnknownMnemonicIsTheMnemonicsProblem() {
        Encoder.Result r = encode("frobnicate x0");
        assertThat(r.problem()).contains("unknown mnemonic 'frobnicate'");
        assertThat(r.problemFrom()).isEqualTo(-1);
        assertThat(Encoder.isMnemonic("B.HS")).isTrue();
        assertThat(Encoder.isMnemonic("beq")).isTrue();
        assertThat(Encoder.isMnemonic("b.zz")).isFalse();
    }

    @Test
    void symbolsBecomeFixupsOfTheRightKind() {
        assertThat(fixup("b there")).isEqualTo(new Fixup(Fixup.Kind.BRANCH26, "", "there", 0));
        assertThat(fixup("bl there").kind()).isEqualTo(Fixup.Kind.BRANCH26);
        assertThat(fixup("b.ne there").kind()).isEqualTo(Fixup.Kind.BRANCH19);
        assertThat(fixup("cbz x0, there").kind()).isEqualTo(Fixup.Kind.BRANCH19);
        assertThat(fixup("tbz x0, #3, there").kind()).isEqualTo(Fixup.Kind.BRANCH14);
        assertThat(fixup("adr x0, there").kind()).isEqualTo(Fixup.Kind.ADR21);
        assertThat(fixup("adrp x0, there").kind()).isEqualTo(Fixup.Kind.ADRP21);
        assertThat(fixup("adrp x0, :got:there").modifier()).isEqualTo("got");
        assertThat(fixup("ldr x0, there")).isEqualTo(new Fixup(Fixup.Kind.LITERAL19, "", "there", 8));
        assertThat(fixup("ldr w0, =there")).isEqualTo(new Fixup(Fixup.Kind.LITERAL_POOL, "", "there", 4));
        assertThat(fixup("ldr q0, =there").accessBytes()).isEqualTo(16);
        assertThat(fixup("add x0, x0, :lo12:there")).isEqualTo(new Fixup(Fixup.Kind.ADD12, "lo12", "there", 0));
        assertThat(fixup("add x0, x0, #:lo12:there").modifier()).isEqualTo("lo12");
        assertThat(fixup("ldr w0, [x1, :lo12:there]")).isEqualTo(new Fixup(Fixup.Kind.LDST12, "lo12", "there", 4));
        assertThat(fixup("ldr q0, [x1, #:lo12:there]").accessBytes()).isEqualTo(16);
        assertThat(fixup("ldr x0, [x1, later]").kind()).isEqualTo(Fixup.Kind.LDST12);
        assertThat(fixup("ldr x0, [x1], #later").kind()).isEqualTo(Fixup.Kind.LDST9);
        assertThat(fixup("stp x0, x1, [sp, #later]!")).isEqualTo(new Fixup(Fixup.Kind.PAIR7, "", "later", 8));
        assertThat(fixup("movz x0, #:abs_g2:there").modifier()).isEqualTo("abs_g2");
        assertThat(encode("movz x0, #:abs_g2:there").word()).isEqualTo(0xd2c00000);
        assertThat(fixup("movk x0, #later, lsl #16").kind()).isEqualTo(Fixup.Kind.MOVW16);
        assertThat(fixup("mov x0, #later").kind()).isEqualTo(Fixup.Kind.REENCODE);
        assertThat(fixup("and x0, x0, #later").kind()).isEqualTo(Fixup.Kind.REENCODE);
    }

    @Test
    void lateValuesGoWhereTheEarlyOnesWould() {
        patches("b there", 16, "b 16");
        patches("b there", -134217728, "b -134217728");
        patches("b.lt there", -4, "b.lt -4");
        patches("tbz w0, #3, there", 32764, "tbz w0, #3, 32764");
        patches("ldr x0, there", 64, "ldr x0, 64");
        patches("adr x0, there", -3, "adr x0, -3");
        patches("add x0, x1, later", 17, "add x0, x1, #17");
        patches("add x0, x1, later", -17, "add x0, x1, #-17");
        patches("cmp x0, later", -1, "cmp x0, #-1");
        patches("sub x0, x1, later", 8192, "sub x0, x1, #8192");
        patches("add x0, x1, :lo12:there", 0x12345, "add x0, x1, #0x345");
        patches("ldr x0, [x1, later]", 32760, "ldr x0, [x1, #32760]");
        patches("ldr x0, [x1, later]", -8, "ldr x0, [x1, #-8]");
        patches("str h0, [x1, later]", 3, "str h0, [x1, #3]");
        patches("ldr w0, [x1, :lo12:there]", 0x1238, "ldr w0, [x1, #0x238]");
        patches("ldr x0, [x1, later]!", -256, "ldr x0, [x1, #-256]!");
        patches("ldp q0, q1, [x1], later", 1008, "ldp q0, q1, [x1], #1008");
        patches("movk x0, later", 65535, "movk x0, #65535");
        patches("movz x0, #:abs_g1:there", 0x12345678L, "movz x0, #0x1234, lsl #16");
        patches("movk x0, #:abs_g0_nc:there", 0x12345678L, "movk x0, #0x5678");
        patches("movz x0, #:abs_g1_s:there", -2, "movn x0, #0, lsl #16");
    }

    private static void patches(String late, long value, String early) {
        Encoder.Result waiting = encode(late);
        Encoder.Result patched = Encoder.patch(waiting.word(), waiting.fixups().get(0), value);
        assertThat(patched.problem()).as(late).isNull();
        assertThat(Disassembler.print(patched.word(), 0))
                .as(late)
                .isEqualTo(Disassembler.print(encode(early).word(), 0));
    }

    @Test
    void lateValuesThatDoNotFitAreProblems() {
        doesNotFit("b there", 1 << 27, "branch target");
        doesNotFit("b there", 2, "multiple of 4");
        doesNotFit("tbz x0, #1, there", 32768, "out of range");
        doesNotFit("adr x0, there", 1 << 20, "out of range");
        doesNotFit("adrp x0, there", 1L << 32, "out of range");
        doesNotFit("add x0, x1, later", 5000, "out of range");
        doesNotFit("ldr x0, [x1, later]", 32768, "out of range");
        doesNotFit("ldr x0, [x1, :lo12:there]", 4, "multiple of 8");
        doesNotFit("ldp x0, x1, [x2, later]", 512, "out of range");
        doesNotFit("movz x0, #:abs_g0:there", 65536, "abs_g0");
        doesNotFit("mov x0, #later", 1, "encoded again");
    }

    private static void doesNotFit(String late, long value, String words) {
        Encoder.Result waiting = encode(late);
        Encoder.Result patched = Encoder.patch(waiting.word(), waiting.fixups().get(0), value);
        assertThat(patched.problem()).as(late).isNotNull().contains(words);
    }

    @Test
    void noTextMakesItThrow() {
        Random random = new Random(5);
        String[] pieces = {
            "x0",
            "w1",
            "sp",
            "xzr",
            ",",
            " ",
            "#",
            "[",
            "]",
            "!",
            "{",
            "}",
            "-",
            ":",
            ":lo12:",
            "=",
            "lsl",
            "uxtw",
            "v0.16b",
            "v1.s",
            "[1]",
            "q0",
            "0",
            "-1",
            "4096",
            "0x",
            "99999999999999999999",
            "sctlr_el1",
            "s3_0_c1_c0_0",
            "s3_99",
            "ish",
            "civac",
            "eq",
            "é",
            "\t",
            ".",
            "\"",
            "'",
            "(",
            ")",
            "1.0e",
            "c7",
            "there",
            "\\",
            "/*",
            "\u0000"
        };
        String[] mnemonics = new String[1000];
        int n = 0;
        for (String m : Isa.a64().mnemonics()) {
            mnemonics[n++ % mnemonics.length] = m;
        }
        n = Math.min(n, mnemonics.length);
        int encoded = 0;
        for (int i = 0; i < 60_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(9); k > 0; k--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            String mnemonic = random.nextInt(50) == 0 ? text.toString() : mnemonics[random.nextInt(n)];
            Encoder.Result r = Encoder.encode(mnemonic, text.toString(), new PlainReader());
            assertThat(r.problem() == null).isEqualTo(r.encoding() != null);
            if (r.problem() != null) {
                assertThat(r.problemFrom()).isBetween(-1, text.length());
                assertThat(r.problemTo()).isBetween(r.problemFrom(), text.length());
            } else {
                encoded++;
            }
        }
        assertThat(encoded).isPositive();
    }
}
