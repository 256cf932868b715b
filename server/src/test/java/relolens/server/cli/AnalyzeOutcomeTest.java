package relolens.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.AnalysisRequest.Runs;
import relolens.analyzer.Study;
import relolens.analyzer.report.Report;
import relolens.analyzer.source.Severity;
import relolens.server.Engine;
import relolens.server.terminal.Exit;
import relolens.server.terminal.Interrupt;

/** What the command does around an analysis whose answers are known. */
class AnalyzeOutcomeTest {
    @TempDir
    Path directory;

    private final List<AnalysisRequest> requests = Collections.synchronizedList(new ArrayList<>());

    /** Each line of a file that is "error", "warning" or "note" is such a finding; "broken" is an input problem. */
    private final Engine engine = (request, progress) -> {
        requests.add(request);
        Path file = Path.of(request.files().get(0));
        String name = Path.of(request.root()).relativize(file).toString();
        List<Report.Finding> findings = new ArrayList<>();
        List<Report.InputProblem> problems = new ArrayList<>();
        String text = Objects.requireNonNull(request.loader().load(file.toString()));
        int number = 0;
        for (String line : text.split("\n")) {
            number++;
            if (line.equals("broken")) {
                problems.add(
                        new Report.InputProblem(Severity.ERROR, "unknown-mnemonic", name, number, 1, "no such thing"));
            } else if (List.of("error", "warning", "note").contains(line)) {
                findings.add(new Report.Finding(
                        "C03",
                        "x",
                        Severity.valueOf(line.toUpperCase(java.util.Locale.ROOT)),
                        name,
                        number,
                        1,
                        number,
                        2,
                        "m",
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        "f"));
            }
        }
        return new Study(new Report(findings, List.of(), List.of(), List.of(), problems), List.of());
    };

    @BeforeEach
    void files() throws Exception {
        Files.writeString(directory.resolve("clean.S"), "ret\n");
        Files.writeString(directory.resolve("error.S"), "ret\nerror\n");
        Files.writeString(directory.resolve("warning.S"), "warning\n");
        Files.writeString(directory.resolve("note.S"), "note\n");
        Files.writeString(directory.resolve("broken.S"), "broken\nerror\n");
    }

    private CommandLineSession analyze(String... args) {
        List<String> all = new ArrayList<>(List.of("analyze"));
        all.addAll(List.of(args));
        return CommandLineSession.with(directory, "error\n", new Interrupt(), engine, all.toArray(String[]::new));
    }

    @Test
    void theExitCodeFollowsTheWorstFindingAndTheThreshold() {
        assertThat(analyze("clean.S").code()).isZero();
        assertThat(analyze("error.S").code()).isEqualTo(1);
        assertThat(analyze("warning.S").code()).isZero();
        assertThat(analyze("warning.S", "--fail-on", "warning").code()).isEqualTo(1);
        assertThat(analyze("note.S", "--fail-on=warning").code()).isZero();
        assertThat(analyze("note.S", "--fail-on=note").code()).isEqualTo(1);
        assertThat(analyze("error.S", "--fail-on=never").code()).isZero();
    }

    @Test
    void inputProblemsOutrankFindingsAndBothAreWritten() {
        var run = analyze("broken.S", "clean.S", "--format", "gcc");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).isEqualTo("broken.S:1:1: error: no such thing [unknown-mnemonic]\n");
        assertThat(run.out()).isEqualTo("broken.S:2:1: error: m [C03 x]\n");
    }

    @Test
    void whatTheBaselineHoldsIsLeftOutAndCostsNoExitCode() {
        assertThat(analyze("error.S", "--write-baseline", "known.json").code()).isEqualTo(1);
        var run = analyze("error.S", "warning.S", "--baseline", "known.json", "--format", "gcc");
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("warning.S:1:1: warning: m [C03 x]\n");
        assertThat(run.err()).isEqualTo("note: 1 finding of the baseline left out\n");
        assertThat(analyze("error.S", "--baseline", "absent.json").code()).isEqualTo(2);
        assertThat(analyze("error.S", "--baseline", "clean.S").err()).contains("not JSON", "--write-baseline");
    }

    @Test
    void filesComeOutInInputOrderHoweverManyRunAtATime() {
        var run = analyze("-j", "3", "note.S", "error.S", "warning.S", "--format", "gcc");
        assertThat(run.out().lines().map(l -> l.substring(0, l.indexOf(':'))))
                .containsExactly("note.S", "error.S", "warning.S");
    }

    @Test
    void namedFilesRunTheirProfilesDirectoriesOnlyTheirClauses() {
        analyze("clean.S");
        analyze(".");
        analyze("--no-run", "clean.S");
        analyze("--run", ".");
        assertThat(requests.stream().map(AnalysisRequest::runs).distinct())
                .containsExactly(Runs.ALL, Runs.EXPLICIT, Runs.NONE);
        assertThat(requests.get(requests.size() - 1).runs()).isEqualTo(Runs.ALL);
    }

    @Test
    void optionsReachTheRequest() {
        analyze(
                "clean.S",
                "--core",
                "cortex-a72",
                "--board",
                "stingray",
                "--entry",
                "mmu=any",
                "-Iinc",
                "-D",
                "X=1",
                "-Wa,-march=armv8.5-a",
                "-mlittle-endian");
        AnalysisRequest r = requests.get(0);
        assertThat(r.core()).isEqualTo("cortex-a72");
        assertThat(r.board()).isEqualTo("stingray");
        assertThat(r.entry()).isEqualTo("any");
        assertThat(r.options().includeDirs())
                .containsExactly(directory.resolve("inc").toString());
        assertThat(r.options().defines()).containsExactly("X=1");
    }

    @Test
    void standardInputGoesByTheNameGiven() {
        var run = analyze("-", "--stdin-filename", "sub/in.S", "--format", "gcc");
        assertThat(run.out()).isEqualTo("sub/in.S:1:1: error: m [C03 x]\n");
    }

    @Test
    void severalFormatsGoToSeveralPlaces() throws Exception {
        var run = analyze("error.S", "--format", "gcc", "--format", "json=out/r.json", "--format=text=out/r.txt");
        assertThat(run.out()).startsWith("error.S:2:1:");
        JsonNode json = new ObjectMapper().readTree(Files.readString(directory.resolve("out/r.json")));
        assertThat(json.at("/findings/0/line").asInt()).isEqualTo(2);
        assertThat(Files.readString(directory.resolve("out/r.txt"))).contains("1 error in 0 routines");
    }

    @Test
    void fragmentsOfADirectoryAreNotesButProblemsWhenNamed() throws Exception {
        Path tree = Files.createDirectories(directory.resolve("tree"));
        Files.writeString(tree.resolve("template.S"), "broken\n");
        Files.writeString(tree.resolve("user.S"), "#include \"template.S\"\n");
        Files.writeString(tree.resolve("vmlinux.lds.S"), "broken\n");
        var run = analyze("tree");
        assertThat(run.code()).isZero();
        assertThat(run.err().lines())
                .containsExactly(
                        "tree/template.S:1:1: note: included by another file, so no unit of its own; assembled alone:"
                                + " tree/template.S:1: no such thing [fragment]",
                        "tree/vmlinux.lds.S:1:1: note: a linker script: not assembled [fragment]");
        assertThat(analyze("tree/template.S").code()).isEqualTo(3);
        Files.writeString(tree.resolve("really.S"), "broken\n");
        assertThat(analyze("tree").code()).isEqualTo(3);
    }

    @Test
    void aFloodOfProblemsIsCutShortOnTheTerminalOnly() throws Exception {
        Files.writeString(directory.resolve("flood.S"), "broken\n".repeat(50));
        var run = analyze("flood.S", "--format", "json");
        assertThat(run.err().lines())
                .hasSize(21)
                .last()
                .isEqualTo("flood.S: and 30 more problems: --format json has all");
        assertThat(run.out().split("unknown-mnemonic", -1)).hasSize(51);
    }

    @Test
    void anEmptyFileIsAWarning() throws Exception {
        Files.writeString(directory.resolve("empty.S"), "");
        var run = analyze("empty.S");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEqualTo("empty.S:1:1: warning: the file is empty: nothing to analyse [empty-file]\n");
    }

    @Test
    void anInterruptLeavesAPartialReportMarkedSo() {
        var interrupt = new Interrupt();
        Engine stopped = (request, progress) -> {
            assertThat(progress.cancelled()).isFalse();
            interrupt.ask();
            assertThat(progress.cancelled()).isTrue();
            return engine.study(request, progress);
        };
        var run = CommandLineSession.with(
                directory, "", interrupt, stopped, "analyze", "error.S", "warning.S", "--format", "json");
        assertThat(run.code()).isEqualTo(Exit.INTERRUPTED);
        assertThat(run.out()).contains("\"partial\" : true").contains("error.S").doesNotContain("warning.S");
    }

    @Test
    void aFailureOfOursIsOneLineWithoutAStackUnlessAsked() {
        Engine failing = (request, progress) -> {
            throw new IllegalStateException("oops");
        };
        var run = CommandLineSession.with(directory, "", new Interrupt(), failing, "analyze", "clean.S");
        assertThat(run.code()).isEqualTo(Exit.INTERNAL);
        assertThat(run.err().lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("internal error")
                .contains("oops");
        var debug = CommandLineSession.with(directory, "", new Interrupt(), failing, "analyze", "clean.S", "--debug");
        assertThat(debug.err()).contains("\tat relolens.");
    }

    @Test
    void whatWasAssumedOfAKernelTreeIsSaid() throws Exception {
        for (String f :
                List.of("include/linux/kconfig.h", "arch/arm64/include/asm/assembler.h", "arch/arm64/kernel/x.S")) {
            Path file = directory.resolve("linux").resolve(f);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, "\n");
        }
        var run = analyze("linux/arch/arm64/kernel/x.S");
        assertThat(run.err()).contains("note: linux/arch/arm64/kernel/x.S: taken as part of the Linux tree");
        assertThat(requests.get(0).options().defines()).contains("__KERNEL__");
    }
}
