package relolens.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relolens.server.terminal.Exit;

/** Parts of an analysis, joined, are the analysis. */
class ShardsTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void tree() throws IOException {
        Path tree = Files.createDirectories(directory.resolve("tree/sub"));
        for (int i = 0; i < 5; i++) {
            String missing = i % 2 == 0 ? "#include \"nowhere.h\"\n" : "";
            Files.writeString(
                    tree.resolve("f" + i + ".S"),
                    missing + "//@ entry el=1 mmu=off\nf" + i + ":\tdc\tzva, x0\n\tret\n");
        }
        Files.writeString(directory.resolve("tree/part.S"), "\tbogus\tx0\n");
        Files.writeString(directory.resolve("tree/whole.S"), "#include \"part.S\"\nw:\tret\n");
    }

    private CommandLineSession run(String... args) {
        return CommandLineSession.run(directory, args);
    }

    private List<String> parts(int n) throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= n; i++) {
            String name = "part-" + i + ".json";
            run("analyze", "--shard", i + "/" + n, "--format", "json=" + name, "tree", "missing.S");
            assertThat(directory.resolve(name)).exists();
            names.add(name);
        }
        Collections.reverse(names);
        return names;
    }

    private String[] merge(List<String> names, String... more) {
        List<String> args = new ArrayList<>(List.of("merge"));
        args.addAll(names);
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 12})
    void partsJoinedAreTheSingleRunToTheByte(int n) throws IOException {
        var single = run("analyze", "--format", "json", "tree", "missing.S");
        var joined = run(merge(parts(n)));
        assertThat(joined.out()).isEqualTo(single.out());
        assertThat(joined.code()).isEqualTo(single.code()).isEqualTo(Exit.INPUT);
    }

    @Test
    void everyFormatOfTheWholeCanBeHad() throws IOException {
        List<String> names = parts(3);
        for (String format : List.of("text", "gcc", "sarif", "rdjson", "github", "gitlab", "html", "junit")) {
            var single = run("analyze", "--format", format, "tree", "missing.S");
            assertThat(run(merge(names, "--format", format)).out()).as(format).isEqualTo(single.out());
        }
    }

    @Test
    void aPartThatIsMissingOrThereTwiceIsNamed() throws IOException {
        List<String> names = parts(3);
        var missing = run(merge(names.subList(0, 2)));
        assertThat(missing.code()).isEqualTo(Exit.USAGE);
        assertThat(missing.err()).contains("no report of part 1/3");
        var twice = run(merge(List.of("part-1.json", "part-1.json")));
        assertThat(twice.err()).contains("are both part 1 of 3");
        run("analyze", "--format", "json=whole.json", "tree");
        var mixed = run(merge(List.of("part-1.json", "whole.json")));
        assertThat(mixed.err()).contains("part-1.json is one of 3 parts and whole.json is not");
    }

    @Test
    void reportsThatAreNoPartsAreJoinedAsTheyCome() {
        run("analyze", "--format", "json=a.json", "tree/sub/f1.S");
        run("analyze", "--format", "json=b.json", "tree/sub/f3.S");
        var joined = run("merge", "--format", "gcc", "b.json", "a.json");
        assertThat(joined.out()).containsSubsequence("tree/sub/f3.S:2:", "tree/sub/f1.S:2:");
        assertThat(joined.code()).isEqualTo(Exit.FINDINGS);
        assertThat(run("merge", "--fail-on", "never", "a.json").code()).isZero();
    }

    @Test
    void whatIsNoReportIsSaid() throws IOException {
        Files.writeString(directory.resolve("x.json"), "{\"schema\": \"other/1\"}");
        assertThat(run("merge", "x.json").err()).contains("schema is 'other/1'");
        Files.writeString(directory.resolve("x.json"), "{");
        assertThat(run("merge", "x.json").err()).contains("not JSON at line 1");
        assertThat(run("merge", "y.json").err()).contains("no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/2", "3/2", "1", "a/b", "1/2/3", "-1/2", ""})
    void aShardThatIsNoneIsWrongUsage(String shard) {
        var run = run("analyze", "--shard", shard, "tree");
        assertThat(run.code()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("use I/N");
    }
}
