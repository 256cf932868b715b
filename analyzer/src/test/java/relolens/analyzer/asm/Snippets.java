package relolens.analyzer.asm;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import relolens.analyzer.source.SourceLoader;

/** Small programs of a resource directory: each begins after a line {@code #--- its name}. */
final class Snippets {
    /** @param name file and title */
    record Snippet(String name, String source) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Reads any file of the disk, as the assembler on the command line would. */
    static final SourceLoader DISK = new SourceLoader() {
        @Override
        public String load(String path) {
            byte[] bytes = loadBytes(path);
            return bytes == null ? null : new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        }

        @Override
        public byte[] loadBytes(String path) {
            try {
                return Files.readAllBytes(Path.of(path));
            } catch (IOException | java.nio.file.InvalidPathException e) {
                return null;
            }
        }
    };

    private Snippets() {}

    static List<Path> files(String directory) throws IOException, URISyntaxException {
        Path path = Path.of(
                Objects.requireNonNull(Snippets.class.getResource(directory)).toURI());
        try (Stream<Path> files = Files.list(path)) {
            return files.sorted().toList();
        }
    }

    static List<Snippet> of(Path file) throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        String title = "";
        StringBuilder text = new StringBuilder();
        for (String line : (Files.readString(file) + "#--- ").split("\n", -1)) {
            if (line.startsWith("#---")) {
                if (!text.toString().isBlank()) {
                    snippets.add(new Snippet(file.getFileName() + ": " + title, text.toString()));
                }
                title = line.substring(4).strip();
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
        }
        return snippets;
    }

    static AssembledUnit assemble(String source) {
        return Assembler.assemble(PlainText.unit(source), DISK, List.of());
    }
}
