package relolens.server.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.TextEdit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import relolens.analyzer.Study;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.HeaderCache;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.project.BuildFlags;
import relolens.analyzer.project.FoundDatabases;
import relolens.analyzer.project.GccArguments;
import relolens.analyzer.report.Report;
import relolens.server.document.Snapshot;
import relolens.server.document.TextDocument;
import relolens.server.files.DiskSources;
import relolens.server.protocol.PositionEncoding;

/** Layout leaves the objects of all of Linux 6.1's arm64 assembly as they are, byte for byte. */
@Tag("oracle")
class KernelFormattingTest {
    private static final FormattingOptions TABS = new FormattingOptions(8, false);

    private static Path tree() {
        String given = System.getProperty("RELOLENS_LINUX", System.getenv("RELOLENS_LINUX"));
        assertThat(given).as("RELOLENS_LINUX: directory with linux-6.1").isNotNull();
        return Path.of(given).toAbsolutePath().resolve("linux-6.1");
    }

    @Test
    void objectBytesStayTheSameAndASecondTimeChangesNothing() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(tree().resolve("arch/arm64"))) {
            all.filter(f -> f.toString().endsWith(".S") && !f.toString().endsWith(".lds.S"))
                    .sorted()
                    .forEach(files::add);
        }
        assertThat(files).hasSizeGreaterThan(70);
        HeaderCache headers = new HeaderCache(new DiskSources(tree(), Map.of()));
        BuildFlags flags = new BuildFlags(GccArguments.parse(List.of(), tree()), null, new FoundDatabases());
        List<String> wrong = new ArrayList<>();
        int edited = 0;
        int instructions = 0;
        for (Path file : files) {
            String text = Files.readString(file);
            CppOptions options = flags.choose(file, headers).options();
            headers = headers.again(new DiskSources(tree(), Map.of()));
            AssembledUnit before = assemble(file, text, options, headers);
            TextDocument document = new TextDocument(file.toUri().toString(), file.toString(), 1, text);
            List<TextEdit> edits = format(document, options, headers);
            String after = apply(document, edits);
            for (TextEdit e : edits) {
                assertThat(e.getNewText()).isBlank();
            }
            edited += edits.isEmpty() ? 0 : 1;
            AssembledUnit then = assemble(file, after, options, headers);
            instructions += before.sections().stream()
                    .mapToInt(s -> s.instructions().size())
                    .sum();
            if (!bytes(before).equals(bytes(then))) {
                wrong.add(file + ": other bytes");
            }
            TextDocument again = new TextDocument(file.toUri().toString(), file.toString(), 2, after);
            if (!format(again, options, headers).isEmpty()) {
                wrong.add(file + ": not stable");
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(edited).isGreaterThan(40);
        assertThat(instructions).isGreaterThan(10_000);
    }

    private static AssembledUnit assemble(Path file, String text, CppOptions options, HeaderCache headers) {
        HeaderCache over = headers.again(new DiskSources(tree(), Map.of(file.toString(), text)));
        PreprocessedUnit unit = Preprocessor.preprocess(file.toString(), options, over);
        return Assembler.assemble(unit, over, options);
    }

    private static List<String> bytes(AssembledUnit unit) {
        List<String> all = new ArrayList<>();
        for (AssembledUnit.Section s : unit.sections()) {
            all.add(s.name() + " " + s.size() + " " + java.util.Arrays.toString(s.content()) + s.relocations());
        }
        unit.problems().forEach(p -> all.add(p.code()));
        return all;
    }

    private static List<TextEdit> format(TextDocument document, CppOptions options, HeaderCache headers) {
        HeaderCache over = headers.again(new DiskSources(tree(), Map.of(document.path(), document.text())));
        PreprocessedUnit unit = Preprocessor.preprocess(document.path(), options, over);
        Study.Unit read = new Study.Unit(document.path(), unit, Assembler.assemble(unit, over, options));
        Report none = new Report(List.of(), List.of(), List.of(), List.of(), List.of());
        Snapshot s = Snapshot.of(document, document.path(), tree().toString(), new Study(none, List.of(read)), null);
        Draft draft = new Draft(document, s, PositionEncoding.UTF16, over, List::of);
        return Formatting.of(draft, 0, document.lines() - 1, TABS);
    }

    static String apply(TextDocument document, List<TextEdit> edits) {
        StringBuilder out = new StringBuilder(document.text());
        edits.stream()
                .sorted(Comparator.comparingInt(
                        (TextEdit e) -> -document.offset(e.getRange().getStart(), PositionEncoding.UTF16)))
                .forEach(e -> out.replace(
                        document.offset(e.getRange().getStart(), PositionEncoding.UTF16),
                        document.offset(e.getRange().getEnd(), PositionEncoding.UTF16),
                        e.getNewText()));
        return out.toString();
    }
}
