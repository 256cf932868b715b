package relolens.analyzer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import relolens.analyzer.project.GccArguments;
import relolens.analyzer.source.SourceLoader;

/** A project that {@code .ci/fetch-sources} fetched, with the gcc commands of its assembly. */
public record SourceTree(Path root) {
    /**
     * One compilation.
     *
     * @param file relative to the tree's root, in which the command runs
     * @param flags gcc's options
     */
    public record Compilation(String file, List<String> flags) {
        /** {@return the file, and which of its compilations it is} */
        public String title() {
            String image = flags.stream()
                    .filter(f -> f.startsWith("-DIMAGE_") || f.startsWith("-DBITDEPTH=") || f.equals("-DDEBUG=1"))
                    .map(f -> " " + f)
                    .collect(Collectors.joining());
            return file + image;
        }
    }

    /** {@return the tree {@code project}, which must lie beside the Linux trees} */
    public static SourceTree of(String project) {
        String all = System.getProperty("relolens.linux", System.getenv("RELOLENS_LINUX"));
        if (all == null) {
            throw new AssertionError("RELOLENS_LINUX must name the directory that holds " + project);
        }
        Path root = Path.of(all).resolve(project).toAbsolutePath().normalize();
        if (!Files.isRegularFile(root.resolve("commands.tsv"))) {
            throw new AssertionError("no " + root + ": run .ci/fetch-sources " + project + " " + root);
        }
        return new SourceTree(root);
    }

    /** {@return every recorded compilation, in order} */
    public List<Compilation> compilations() throws IOException {
        List<Compilation> all = new ArrayList<>();
        for (String line : Files.readAllLines(root.resolve("commands.tsv"))) {
            List<String> words = List.of(line.split("\t", -1));
            all.add(new Compilation(words.get(0), words.subList(1, words.size())));
        }
        return all;
    }

    /** {@return the arguments as our command line would take them, gcc's own header directory included} */
    public GccArguments arguments(Compilation compilation) {
        List<String> words = new ArrayList<>(compilation.flags());
        if (!words.contains("-nostdinc")) {
            for (String directory : standardDirectories()) {
                words.addAll(List.of("-isystem", directory));
            }
        }
        return GccArguments.parse(words, root);
    }

    private static List<String> standardDirectories() {
        try {
            Process gcc = new ProcessBuilder("aarch64-linux-gnu-gcc", "-print-file-name=include")
                    .redirectErrorStream(true)
                    .start();
            String own = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!gcc.waitFor(10, TimeUnit.SECONDS) || gcc.exitValue() != 0) {
                throw new AssertionError("gcc does not know its header directory: " + own);
            }
            return List.of(own, "/usr/aarch64-linux-gnu/include");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return what reads the tree's files; names may be absolute or relative to its root} */
    public SourceLoader loader() {
        return path -> {
            Path at = root.resolve(path);
            try {
                return Files.isRegularFile(at) ? Files.readString(at, StandardCharsets.ISO_8859_1) : null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
