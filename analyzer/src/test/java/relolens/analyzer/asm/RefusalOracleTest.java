package relolens.analyzer.asm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relolens.analyzer.source.Severity;

/** What GNU as refuses, we refuse. */
@Tag("oracle")
class RefusalOracleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\t.if 1\n\tnop\n",
                "\t.endif\n",
                "\t.else\n",
                "\t.if 1\n\t.else\n\t.else\n\t.endif\n",
                "\t.macro m\n\tnop\n",
                "\t.macro m a:req\n\t.byte \\a\n\t.endm\n\tm\n",
                "\t.macro m a\n\t.byte \\a\n\t.endm\n\tm 1, 2\n",
                "\t.macro m a\n\t.byte \\a\n\t.endm\n\tm b=1\n",
                "\t.macro m\n\tnop\n\t.endm\n\t.macro m\n\tnop\n\t.endm\n",
                "\t.rept 2\n\tnop\n",
                "a:\tnop\na:\n",
                "a:\n\t.set a, 1\n",
                "\t.equiv a, 1\n\t.equiv a, 2\n",
                "\t.org 8\n\t.org 4\n",
                "\tnop\n\t.org 0\n",
                "\t.error \"stop\"\n",
                "\t.err\n",
                "\t.unknown 1\n",
                "\tnosuch x0\n",
                "\t.byte undefined\n",
                "\t.long a - b\n",
                "\t.section .x\nb:\t.text\n\t.long undefined - b\n",
                "\t.if undefined\n\t.endif\n",
                "a:\t.align 3\nb:\t.if b - a\n\t.endif\n",
                "\t.long (1\n",
                "\t.long 1 2\n",
                "\t.ascii abc\n",
                "\t.type a, %nonsense\n",
                "\tb 3b\n",
                "\tb 3f\n",
                "\tadd x0, x1\n",
                "\tadd x0, x1, #0x12345\n",
                "\tmov x0, #undefined\n",
                "\tcbz x0, far\n\t.skip 0x200000\nfar:\n",
                "\ttbz x0, #1, far\n\t.skip 0x10000\nfar:\n",
                "\tldr x0, [x1, #3]\n\tldr x0, [x1, #32768]\n",
                "\t.balign 3\n",
                "\t.ifc a\n\t.endif\n",
                "\t.macro m x\n\t.if \\x\n\t.endm\n\tm 1\n",
                "\t.macro m\n\tm\n\t.endm\n\tm\n",
                "\t.set a, b\n\t.set b, a\n\t.long a\n",
                "\t.inst undefined\n",
                "\t.section .x, \"q\"\n",
                "\t.size f, undefined - f\nf:\n",
                "\t.include \"/no/such/file\"\n",
                "\t.incbin \"/no/such/file\"\n",
                "\t.reloc 0, R_AARCH64_NONSENSE, x\n",
                "\t.uleb128 undefined\n",
                "\t.skip undefined\n",
                "\t.arch armv8-a\n\tldadd x0, x1, [x2]\n",
                "\t.arch_extension nosimd\n\tadd v0.4s, v0.4s, v0.4s\n",
                "\t.cpu cortex-a53\n\tmsr pan, #1\n",
                "\t.arch armv8-a\n\tmrs x0, rndr\n",
                "\t.arch armv8-a\n\tdc cvap, x0\n",
                "\t.arch armv8-r\n\tmrs x0, sctlr_el3\n",
                "\t.arch armv8-a+nolse+crc\n",
                "\t.arch armv7-a\n",
                "\t.arch all\n",
                "\t.cpu all\n",
                "\t.arch_extension nonsense\n",
                "\tlsl x0, x1, #late\nlate = 3\n",
                "\tmovz x0, #late\nlate = 0x10000\n",
                "\tldp x0, x1, [x2, #late]\nlate = 4\n",
            })
    void refusesWhatGnuAsRefuses(String source) throws Exception {
        assertThat(GnuAssembler.assemble(source).accepted())
                .as("GNU as accepts")
                .isFalse();
        assertThat(PlainText.assemble(source).problems())
                .filteredOn(p -> p.severity() == Severity.ERROR)
                .hasSizeBetween(1, 3);
    }
}
