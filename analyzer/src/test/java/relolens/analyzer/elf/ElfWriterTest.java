package relolens.analyzer.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import relolens.analyzer.asm.PlainText;

class ElfWriterTest {
    private static List<String> listing(String source) {
        return ElfListing.of(ElfWriter.write(PlainText.assemble(source)));
    }

    @Test
    void localTargetsBecomeSectionAndOffset() {
        assertThat(listing("nop\nl: nop\nadrp x0, l\n.globl g\ng: adrp x1, g\n"))
                .contains("reloc .text+000008 275 .text+4", "reloc .text+00000c 275 g+0");
    }

    @Test
    void labelsOfTheAssemblerStayOut() {
        assertThat(listing(".Lx: nop\n1: nop\nnamed: b 1b\n"))
                .filteredOn(l -> l.startsWith("symbol") && !l.contains("$"))
                .containsExactly("symbol named .text+8 size=0 info=0 other=0");
    }

    @Test
    void bindingTypeSizeAndVisibilityAreWritten() {
        assertThat(listing(".globl f\n.type f, %function\n.hidden f\nf: ret\n.size f, . - f\n.weak w\nw: nop\n"))
                .contains("symbol f .text+0 size=4 info=12 other=2", "symbol w .text+4 size=0 info=20 other=0");
    }

    @Test
    void mappingSymbolsDivideCodeAndData() {
        assertThat(listing("nop\n.word 1\nnop\n"))
                .contains(
                        "symbol $x .text+0 size=0 info=0 other=0",
                        "symbol $d .text+4 size=0 info=0 other=0",
                        "symbol $x .text+8 size=0 info=0 other=0");
    }

    @Test
    void anEmptyUnitIsAnObject() {
        assertThat(listing("")).filteredOn(l -> l.startsWith("section")).hasSize(3);
    }
}
