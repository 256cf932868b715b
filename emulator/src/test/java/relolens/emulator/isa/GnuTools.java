package relolens.emulator.isa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The other assemblers and disassemblers, run on batches. A missing tool is an error: oracle tests never skip. */
final class GnuTools {
    /** Everything but the R profile, which takes the names of EL3 away. */
    static final String ARCHITECTURE = "-march=armv9.3-a+crypto+sha3+sm4+memtag+rng+tme+profile+cssc+f32mm+f64mm"
            + "+sve2-aes+sve2-sm4+sve2-sha3+sve2-bitperm+sme+sme-f64+sme-i64";

    /** The R profile knows system registers the A profile does not. */
    static final String REALTIME = "-march=armv8-r";

    private static final String LLVM_FEATURES =
            "+v8.7a,+crypto,+sha2,+aes,+sha3,+sm4,+mte,+lse,+pauth,+fullfp16,+rcpc-immo,+lor,+spe,+ssbs,+sb,+predres,+xs,+wfxt,+crc,+flagm,+rand,+ccdp,+ls64,+brbe,+sve2,+sve2-aes,+sve2-sha3,+sve2-sm4,+sve2-bitperm,+bf16,+i8mm,+f32mm,+f64mm,+sme,+sme-f64,+sme-i64";

    /**
     * What an assembler made of a file.
     *
     * @param words one per line of input that assembled
     * @param messages its diagnostics
     */
    record Assembled(List<Integer> words, List<String> messages) {}

    private GnuTools() {}

    /** {@return objdump's text of each word, the first at address 0: mnemonic, tab, operands, no comments} */
    static List<String> objdump(int[] words) {
        return inDirectory(dir -> {
            ByteBuffer bytes = ByteBuffer.allocate(words.length * 4).order(ByteOrder.LITTLE_ENDIAN);
            for (int w : words) {
                bytes.putInt(w);
            }
            Path file = dir.resolve("words.bin");
            Files.write(file, bytes.array());
            List<String> texts = new ArrayList<>(words.length);
            for (String line : run(
                    dir, "aarch64-linux-gnu-objdump", "-D", "-z", "-b", "binary", "-m", "aarch64", file.toString())) {
                int tab = line.indexOf(":\t");
                if (tab > 0) {
                    texts.add(withoutComment(line.substring(line.indexOf('\t', tab + 2) + 1)));
                }
            }
            return texts;
        });
    }

    /** Assembles lines with GNU as. */
    static Assembled as(List<String> lines) {
        return as(lines, ARCHITECTURE);
    }

    /** Assembles lines with GNU as for {@code architecture}. */
    static Assembled as(List<String> lines, String architecture) {
        return assemble(lines, "aarch64-linux-gnu-as", architecture, "-o", "out.o", "in.s");
    }

    /** Assembles lines with llvm-mc, all features on. */
    static Assembled llvm(List<String> lines) {
        return assemble(
                lines,
                "llvm-mc-14",
                "-triple=aarch64",
                "-mattr=" + LLVM_FEATURES,
                "-filetype=obj",
                "-o",
                "out.o",
                "in.s");
    }

    private static Assembled assemble(List<String> lines, String... command) {
        return inDirectory(dir -> {
            Files.write(dir.resolve("in.s"), lines, StandardCharsets.UTF_8);
            List<String> messages = run(dir, command);
            List<Integer> words = new ArrayList<>(lines.size());
            if (Files.exists(dir.resolve("out.o"))) {
                run(dir, "aarch64-linux-gnu-objcopy", "-O", "binary", "-j", ".text", "out.o", "out.bin");
                ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(dir.resolve("out.bin")))
                        .order(ByteOrder.LITTLE_ENDIAN);
                while (bytes.remaining() >= 4) {
                    words.add(bytes.getInt());
                }
            }
            return new Assembled(words, messages);
        });
    }

    private static String withoutComment(String text) {
        int comment = text.indexOf("//");
        String bare = comment < 0 ? text : text.substring(0, comment);
        int symbol = bare.indexOf(" <");
        return (symbol < 0 ? bare : bare.substring(0, symbol)).strip();
    }

    private interface Work<T> {
        T in(Path directory) throws IOException;
    }

    private static <T> T inDirectory(Work<T> work) {
        try {
            Path dir = Files.createTempDirectory("isa-oracle");
            try {
                return work.in(dir);
            } finally {
                try (Stream<Path> all = Files.walk(dir)) {
                    for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(p);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> run(Path dir, String... command) throws IOException {
        Path out = dir.resolve("output.txt");
        Process p = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            p.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return Files.readAllLines(out, StandardCharsets.ISO_8859_1);
    }
}
