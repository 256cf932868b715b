package relolens.analyzer.object;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ElfFileTest {
    @Test
    void whatIsNoElfIsRefused() {
        assertThatThrownBy(() -> ElfFile.parse(new byte[0])).hasMessage("not an ELF file");
        assertThatThrownBy(() -> ElfFile.parse("x".repeat(100).getBytes(StandardCharsets.UTF_8)))
                .hasMessage("not an ELF file");
        byte[] other = new byte[64];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 1, 1}, 0, other, 0, 6);
        assertThatThrownBy(() -> ElfFile.parse(other)).hasMessage("not a little-endian 64-bit Arm ELF file");
    }

    @Test
    void damageIsRefusedWithoutAnyOtherFailure() {
        var random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[200];
            random.nextBytes(bytes);
            System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1}, 0, bytes, 0, 6);
            bytes[18] = (byte) 183;
            bytes[19] = 0;
            try {
                ElfFile.parse(Arrays.copyOf(bytes, 64 + random.nextInt(136)));
            } catch (ElfFile.Malformed e) {
                // Expected of nearly all of them.
            }
        }
    }
}
