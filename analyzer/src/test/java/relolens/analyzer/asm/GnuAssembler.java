package relolens.analyzer.asm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the cross assembler as the judge. */
final class GnuAssembler {
    /** The object, empty if the assembler refused, and what it said. */
    record Verdict(byte[] object, String messages) {
        boolean accepted() {
            return object.length > 0;
        }
    }

    private GnuAssembler() {}

    /** {@return the object of plain assembly text} */
    static Verdict assemble(String source) throws IOException, InterruptedException {
        Path in = Files.createTempFile("gas", ".s");
        try {
            Files.writeString(in, source, StandardCharsets.UTF_8);
            return run(Path.of("."), List.of("aarch64-linux-gnu-as", "-march=armv8.5-a", in.toString()));
        } finally {
            Files.delete(in);
        }
    }

    /** {@return the object that {@code command} writes to the file its added -o names} */
    static Verdict run(Path cwd, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("gas", ".o");
        Path err = Files.createTempFile("gas", ".err");
        try {
            boolean accepted = run(cwd, command, out, err);
            byte[] object = accepted ? Files.readAllBytes(out) : new byte[0];
            return new Verdict(object, Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(out);
            Files.delete(err);
        }
    }

    /** {@return whether {@code command} ended well; its output went to {@code out}, by an added -o} */
    static boolean run(Path cwd, List<String> command, Path out) throws IOException, InterruptedException {
        Path err = Files.createTempFile("gas", ".err");
        try {
            return run(cwd, command, out, err);
        } finally {
            Files.delete(err);
        }
    }

    private static boolean run(Path cwd, List<String> command, Path out, Path err)
            throws IOException, InterruptedException {
        List<String> full = new ArrayList<>(command);
        full.addAll(List.of("-o", out.toString()));
        Process process = new ProcessBuilder(full)
                .directory(cwd.toFile())
                .redirectError(err.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("no end: " + full);
        }
        return process.exitValue() == 0;
    }
}
