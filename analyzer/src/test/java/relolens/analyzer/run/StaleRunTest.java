package relolens.analyzer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import relolens.analyzer.Sources;
import relolens.analyzer.compare.Strategy;

/** What the sanitiser says of the examples and the strategies: nothing as they stand, and each omission that matters. */
class StaleRunTest {
    static List<StaleRun.Found> found(Experiment e, String run) {
        return StaleRun.of(
                Workbench.of(new RunRequest(
                        e.unit,
                        e.contract,
                        e.run(run),
                        KimageOffsets.of(e.preprocessed),
                        null,
                        null,
                        Conditions.USUAL)),
                Progress.NONE);
    }

    /** One line for each instruction of maintenance or synchronisation: its text, and what is found without it. */
    static List<String> omissions(String text, String routine, String run) {
        List<String> lines = text.lines().toList();
        List<String> table = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String instruction = lines.get(i).replaceAll("^[0-9]+:", "").replaceAll("//.*", "");
            if (instruction.matches("\\s+(dc|ic|dsb|dmb|isb|tlbi)\\b.*")) {
                List<String> damaged = new ArrayList<>(lines);
                damaged.set(i, lines.get(i).replace(instruction.strip(), "nop"));
                Experiment e = Experiment.text(String.join("\n", damaged) + "\n", routine);
                table.add(instruction.strip().replaceAll("\\s+", " ") + " | " + words(found(e, run)));
            }
        }
        return table;
    }

    static String words(List<StaleRun.Found> all) {
        return String.join(
                ", ",
                all.stream()
                        .map(f -> f.row().kind() + " " + f.access().lack()
                                + (f.access().leaving() ? " left" : ""))
                        .toList());
    }

    private static String example(String name) {
        return Experiment.read(Sources.repository().resolve("examples").resolve(name));
    }

    @Test
    void examplesAreCleanAsTheyStand() {
        String single = example("single-implementation.S");
        assertThat(found(Experiment.text(single, "relocate_image"), "off")).isEmpty();
        assertThat(found(Experiment.text(single, "relocate_image"), "on")).isEmpty();
        assertThat(found(Experiment.text(example("mmu-off-classic.S"), "relocate_classic"), "off"))
                .isEmpty();
    }

    @Test
    void oneImplementationWithTheMmuOffMissesWhatIsTakenOut() {
        assertThat(omissions(example("single-implementation.S"), "relocate_image", "off"))
                .containsExactly(
                        "ic iallu | fetch CODE_INVALIDATE left",
                        "dsb nsh | fetch CODE_INVALIDATE_BARRIER left",
                        "isb | fetch CODE_SYNCHRONISE left",
                        "isb | ", // only reached with the MMU on
                        "dc civac, x7 | data WRITES_BACK",
                        "dsb sy | data CLEAN_BEFORE_BARRIER",
                        "dmb sy | ", // lines are gone, and none comes back with the MMU off
                        "dc civac, x7 | ",
                        "dsb sy | fetch CODE_INVALIDATE left");
    }

    @Test
    void oneImplementationWithTheMmuOnMissesWhatIsTakenOut() {
        assertThat(omissions(example("single-implementation.S"), "relocate_image", "on"))
                .containsExactly(
                        "ic iallu | fetch CODE_INVALIDATE left",
                        "dsb nsh | fetch CODE_INVALIDATE_BARRIER left",
                        "isb | ", // another one follows
                        "isb | ", // one came before
                        "dc civac, x7 | ", // stores go through the caches
                        "dsb sy | ",
                        "dmb sy | ",
                        "dc civac, x7 | fetch CODE_CLEAN left, data CLEAN left",
                        "dsb sy | fetch CODE_INVALIDATE left");
    }

    @Test
    void theClassicWayMissesWhatIsTakenOut() {
        assertThat(omissions(example("mmu-off-classic.S"), "relocate_classic", "off"))
                .containsExactly(
                        "dc ivac, \\start | data CLEAN_BEFORE left",
                        "dsb sy | data CLEAN_BEFORE_BARRIER",
                        "dsb sy | fetch CODE_INVALIDATE left",
                        "ic iallu | fetch CODE_INVALIDATE left",
                        "dsb nsh | fetch CODE_INVALIDATE_BARRIER left",
                        "isb | fetch CODE_SYNCHRONISE left");
    }

    @TestFactory
    Stream<DynamicTest> strategiesOfCompareAreClean() {
        return Strategy.all().stream()
                .map(s -> DynamicTest.dynamicTest(
                        s.name(), () -> assertThat(found(strategy(s), "r")).isEmpty()));
    }

    private static Experiment strategy(Strategy s) {
        boolean classic = s.source().equals("off.S");
        String clause = "//@ run r: mmu=" + (s.mmu() ? "on" : "off") + (classic ? " icache=off" : "")
                + " x0=kimage(size=" + (s.relocates() ? "25MB, " + s.image() : "0") + ", seed=1) x1=kimage.start"
                + " x2=kimage.dtb" + (classic ? "" : " x3=kimage.offset");
        try (InputStream in =
                Objects.requireNonNull(StaleRun.class.getResourceAsStream("/relolens/strategies/" + s.source()))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Experiment.text(text.replace("//@RUNS@", clause), "strategy");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void messagesNameWriterAndRemedy() {
        String text = example("single-implementation.S").replace("\tic\tiallu\n", "");
        StaleRun.Found found =
                found(Experiment.text(text, "relocate_image"), "on").get(0);

        assertThat(found.row().line()).isEqualTo(90);
        assertThat(found.row().file()).isEqualTo("t.S");
        assertThat(found.message())
                .isEqualTo(
                        "leaves for what t.S:127 stored: the instruction cache may hold older words; `ic ivau` by VA or"
                                + " `ic iallu`, then `dsb ish` and `isb`, must come after the store and its `dsb`");
    }
}
