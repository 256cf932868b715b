package relolens.emulator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.emulator.cache.CacheGeometry;
import relolens.emulator.cache.CacheMode;
import relolens.emulator.isa.Disassembler;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.TimingClass;
import relolens.emulator.memory.LittleEndian;
import relolens.emulator.memory.RamRegion;

/** Long blocks and exclusive pairs on QEMU, here, and here with caches that hold data: registers and memory must agree. */
@Tag("oracle")
class BlockAgreementTest {
    private static final int PER_ROW = 4;
    private static final int BLOCKS = 200;
    private static final int BLOCK_LENGTH = 50;

    @TempDir
    private Path directory;

    @Test
    void blocksLeaveTheSameStateAsUnderQemuWithAndWithoutCaches() throws Exception {
        Random random = new Random(1978);
        OracleImage image = new OracleImage(random);
        CaseGenerator generator = new CaseGenerator(random);
        assertThat(generator.rows().size()).isGreaterThan(300);
        for (Encoding row : generator.rows()) {
            for (int i = 0; i < PER_ROW; i++) {
                Integer word = generator.example(row);
                if (word != null) {
                    image.add(word);
                    if (row.timing() == TimingClass.STORE_EXCLUSIVE) {
                        image.add(generator.partner(row, word), word);
                    }
                }
            }
        }
        for (int i = 0; i < BLOCKS; i++) {
            int[] block = new int[BLOCK_LENGTH];
            for (int j = 0; j < block.length; j++) {
                block[j] = generator.any();
            }
            image.add(block);
        }
        byte[] states = image.states();
        byte[] data = image.data();
        Snippet program = image.program();
        MachineConfig plain =
                MachineConfig.plain(new RamRegion(0x4000_0000L, 256 << 20)).withHighestEl(1);
        byte[] actual = image.runHere(states, data, program, plain);
        byte[] expected = Qemu.run(
                directory,
                "max",
                OracleImage.CODE,
                false,
                List.of(
                        new Qemu.Load(OracleImage.INPUT, states),
                        new Qemu.Load(OracleImage.TABLES, OracleImage.tables()),
                        new Qemu.Load(OracleImage.DATA, data),
                        new Qemu.Load(
                                OracleImage.VECTORS_BASE + 0x200,
                                OracleImage.vector().bytes()),
                        new Qemu.Load(OracleImage.CODE, program.bytes())));
        assertThat(differences(image, expected, actual)).isEmpty();
        MachineConfig cached = plain.withCaches(CacheGeometry.SMALL_CORE.withMode(CacheMode.DATA));
        assertThat(differences(image, expected, image.runHere(states, data, program, cached)))
                .isEmpty();
    }

    private static List<String> differences(OracleImage image, byte[] expected, byte[] actual) {
        List<String> found = new ArrayList<>();
        if (expected.length == 32) {
            long reached = (LittleEndian.get64(expected, 24) - OracleImage.OUTPUT) / OracleImage.STATE_BYTES;
            return List.of(String.format(
                    "QEMU took an exception in case %d (%s): syndrome %x at %x, address %x",
                    reached,
                    Disassembler.print(image.words((int) reached)[0], 0),
                    LittleEndian.get64(expected, 0),
                    LittleEndian.get64(expected, 8),
                    LittleEndian.get64(expected, 16)));
        }
        assertThat(actual.length).isEqualTo(expected.length);
        for (int i = 0; i < image.size(); i++) {
            for (int at = 0; at < OracleImage.STATE_BYTES; at += 8) {
                long want = LittleEndian.get64(expected, i * OracleImage.STATE_BYTES + at);
                long got = LittleEndian.get64(actual, i * OracleImage.STATE_BYTES + at);
                if (want != got) {
                    int[] words = image.words(i);
                    String text = words.length == 1
                            ? Disassembler.print(words[0], 0)
                            : "block of " + words.length + " from " + Disassembler.print(words[0], 0);
                    found.add(String.format("case %d %s: %s is %x, should be %x", i, text, slot(at), got, want));
                }
            }
        }
        int data = image.size() * OracleImage.STATE_BYTES;
        for (int at = 0; at < OracleImage.DATA_BYTES; at += 8) {
            if (LittleEndian.get64(expected, data + at) != LittleEndian.get64(actual, data + at)) {
                found.add(String.format("memory at %#x", OracleImage.DATA + at));
            }
        }
        return found.subList(0, Math.min(found.size(), 60));
    }

    private static String slot(int at) {
        if (at >= 512) {
            return "v" + (at - 512) / 16 + ((at & 8) != 0 ? " high" : " low");
        }
        return at == 248 ? "nzcv" : at == 256 ? "sp" : "x" + at / 8;
    }
}
