package relolens.analyzer.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The listing is objdump's, character for character, for objects that GNU as made. */
@Tag("oracle")
class ObjdumpOracleTest {
    @TempDir
    Path directory;

    private String tool(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    private void check(String source) throws Exception {
        Files.writeString(directory.resolve("x.s"), source);
        tool("aarch64-linux-gnu-as", "x.s", "-o", "x.o");
        String listing = CodeListing.of(ElfFile.parse(Files.readAllBytes(directory.resolve("x.o"))), "x.o");
        assertThat(listing).isEqualTo(tool("aarch64-linux-gnu-objdump", "-d", "x.o"));
    }

    @Test
    void codeDataLabelsAndTargetsAreListedAlike() throws Exception {
        check("""
                f:
                1:	b.eq 1b
                	b.lo 1b
                	b.ge 2f
                	cbz x0, g
                	tbnz w3, #4, f
                	adr x0, f
                	adrp x1, f
                	ldr x1, =0x1234
                	b ext
                	mov x0, #4
                	mov w1, #-1
                	mov x2, #0xfffffffffffff000
                	mov x3, x4
                	.word 0x12345678
                	.ascii "abc"
                	.balign 4
                2:	nop
                	.section .foo, "ax"
                h:	ret
                	bl f
                	.globl g
                	.type g, %function
                g:	nop
                	.quad 5
                	.section .bar, "ax"
                	nop
                	b .
                """);
    }

    @Test
    void scalableVectorsAndLongSectionsAreListedAlike() throws Exception {
        check("""
                .arch armv9-a+sme
                f:	mov z1.h, #0xfe3f
                	adr z0.d, [z1.d, z2.d, lsl #3]
                	ld1b {z0.b}, p1/z, [x0, #-1, mul vl]
                	whilelo p0.s, x1, x2
                	b.first f
                	zero {za0.d, za3.d}
                	ldr za[w12, 3], [x0, #3, mul vl]
                .rept 1100
                	add z0.b, p0/m, z0.b, z1.b
                .endr
                """);
        check(".rept 1017; nop; .endr; b .");
    }
}
