package relolens.analyzer.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relolens.analyzer.Analysis;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.KernelTrees;
import relolens.analyzer.Sources;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.HeaderCache;
import relolens.analyzer.report.Report;
import relolens.analyzer.rules.Rule;
import relolens.analyzer.rules.Rules;
import relolens.analyzer.run.Progress;
import relolens.analyzer.source.SourceLoader;

/** An analysis that remembers says what one that does not remember says, and does no more than the edit asks for. */
class RoutineMemoryTest {
    private static final boolean SOAK = Boolean.getBoolean("relolens.soak");
    private static final String FILE = "/work/edited.S";
    private static final Pattern LABEL = Pattern.compile("(?m)^([A-Za-z_.][A-Za-z0-9_.]*):");

    private static final String THREE = """
            first:
            	msr	sctlr_el1, x0
            	ldr	x1, [x2]
            	ret
            	.global	second
            second:
            	mov	x5, x30
            	bl	third
            	ret	x5
            third:
            	dsb	sy
            	ic	iallu
            	ret
            """;

    private final RoutineMemory memory = new RoutineMemory(64 << 20);

    private static Report report(
            RoutineMemory memory,
            SourceLoader loader,
            String file,
            CppOptions options,
            @Nullable String entry,
            boolean tried) {
        AnalysisRequest request = new AnalysisRequest(
                List.of(file), options, loader, "/work", entry, null, null, AnalysisRequest.Runs.NONE);
        return Analysis.study(tried ? request : request.withFixesUntried(), Progress.NONE, memory)
                .report();
    }

    private Report report(String text) {
        return report(memory, path -> path.equals(FILE) ? text : null, FILE, CppOptions.none(), null, false);
    }

    private long computed(String text) {
        long before = memory.computed();
        report(text);
        return memory.computed() - before;
    }

    @Test
    void onlyWhatAnEditConcernsIsAnalysedAgain() {
        assertThat(computed(THREE)).isEqualTo(3);
        assertThat(computed(THREE)).isZero();
        assertThat(computed("// a line more\n" + THREE)).isZero();
        assertThat(computed(THREE.replace("\tmsr", "\tnop\n\tmsr")))
                .as("the first routine alone")
                .isOne();
        assertThat(computed(THREE.replace("\tdsb\tsy", "\tdsb\tish")))
                .as("the third, and the second, which calls it")
                .isEqualTo(2);
        assertThat(computed(THREE.replace("third", "other")))
                .as("a name is part of what is said")
                .isEqualTo(2);
        assertThat(computed("//@ entry el=1 mmu=off\n" + THREE))
                .as("what is known of the entry")
                .isOne();
    }

    @Test
    void linesInSentencesAreThoseOfTheNewText() {
        report(THREE);
        Report moved = report("\n\n\n" + THREE);
        assertThat(moved.findings().toString()).contains("`ret x5` (line 12)").doesNotContain("(line 9)");
        assertThat(moved).isEqualTo(fresh("\n\n\n" + THREE));
    }

    private static Report fresh(String text) {
        return report(
                RoutineMemory.none(), path -> path.equals(FILE) ? text : null, FILE, CppOptions.none(), null, false);
    }

    @Test
    void aSmallMemoryForgetsAndIsRight() {
        RoutineMemory small = new RoutineMemory(8 << 10);
        for (int i = 0; i < 40; i++) {
            String text = THREE.replace("first", "first" + i % 20);
            Report report =
                    report(small, path -> path.equals(FILE) ? text : null, FILE, CppOptions.none(), null, false);
            assertThat(report).isEqualTo(fresh(text));
        }
        assertThat(small.computed()).as("the oldest are gone").isGreaterThan(40);
        assertThat(small.weight()).isLessThanOrEqualTo(8 << 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyEditsOfExamplesGiveTheReportOfAFreshAnalysis(long seed) {
        Random random = new Random(seed);
        int units = SOAK ? 400 : 4;
        for (int unit = 0; unit < units; unit++) {
            List<String> lines = List.of(examples(random).split("\n", -1));
            check(FILE, lines, path -> null, CppOptions.none(), random, SOAK ? 60 : 15);
        }
    }

    /** Examples of rules whose labels are not each other's. */
    private static String examples(Random random) {
        StringBuilder text = new StringBuilder();
        Set<String> labels = new HashSet<>();
        for (int tries = 0; tries < 24; tries++) {
            Rule rule = Rules.ALL.get(random.nextInt(Rules.ALL.size()));
            var all = new ArrayList<>(rule.info().bad());
            all.addAll(rule.info().good());
            String example = all.get(random.nextInt(all.size())).replaceAll("(?m)^\t//.*\\^.*\n", "");
            Matcher m = LABEL.matcher(example);
            Set<String> own = new HashSet<>();
            while (m.find()) {
                own.add(m.group(1));
            }
            if (own.stream().noneMatch(labels::contains)) {
                labels.addAll(own);
                text.append("\t.text\n").append(example);
            }
        }
        return text.toString();
    }

    @Tag("oracle")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kernel/relocate_kernel.S",
                "kernel/head.S",
                "kernel/cpu-reset.S",
                "kernel/hibernate-asm.S",
                "kernel/entry.S",
                "kernel/sleep.S",
                "kvm/hyp/nvhe/hyp-init.S",
                "mm/cache.S",
                "mm/proc.S",
                "lib/memcpy.S",
                "crypto/aes-neon.S"
            })
    void anyEditsOfKernelFilesGiveTheReportOfAFreshAnalysis(String name) throws IOException {
        Path tree = KernelTrees.tree("6.1");
        Path file = tree.resolve("arch/arm64").resolve(name);
        SourceLoader loader = path -> Sources.load(tree.resolve(path).toString());
        List<String> lines = Files.readAllLines(file);
        check(file.toString(), lines, loader, KernelTrees.options(), new Random(name.hashCode()), SOAK ? 1000 : 12);
    }

    private void check(
            String file, List<String> lines, SourceLoader others, CppOptions options, Random random, int edits) {
        RandomEdits change = new RandomEdits(random.nextLong());
        HeaderCache headers = new HeaderCache(others);
        List<String> now = lines;
        for (int i = 0; i < edits; i++) {
            String text = String.join("\n", now) + "\n";
            HeaderCache sources = headers.again(p -> p.equals(file) ? text : others.load(p));
            headers = sources;
            // The same code under other settings, asked of the same memory.
            String entry = random.nextInt(5) == 0 ? List.of("on", "off", "any").get(random.nextInt(3)) : null;
            boolean tried = lines.size() < 200 && random.nextInt(8) == 0;
            Report remembered = report(memory, sources, file, options, entry, tried);
            Report fresh = report(RoutineMemory.none(), sources, file, options, entry, tried);
            assertThat(remembered).as("after an edit that made\n%s", text).isEqualTo(fresh);
            assertThat(remembered.problems()).noneMatch(p -> p.code().equals("internal"));
            now = random.nextInt(25) == 0 ? lines : change.edit(now);
        }
    }
}
