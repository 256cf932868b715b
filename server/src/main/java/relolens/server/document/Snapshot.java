package relolens.server.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.Study;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.AssembledUnit.Placed;
import relolens.analyzer.asm.NameTrace;
import relolens.analyzer.report.Report;
import relolens.analyzer.unit.RegisterValues;

/**
 * All that is known of one version of a document. Immutable; features read it and nothing else.
 *
 * @param document the text
 * @param name of the document's file as reports print it
 * @param root directory that reported paths are relative to
 * @param study the static analysis
 * @param run last run, of this or an older version, or null
 * @param instructions instructions by the 1-based line of this document that they come from
 * @param names what the names in it mean
 * @param words the names that the unit knows
 * @param registers what registers hold
 * @param lineStates the static report's states, of the document's lines
 */
public record Snapshot(
        TextDocument document,
        String name,
        String root,
        Study study,
        @Nullable RunResult run,
        Map<Integer, List<Placed>> instructions,
        DocumentNames names,
        Lazy<Vocabulary> words,
        Lazy<RegisterValues> registers,
        Lazy<LineStates> lineStates) {

    /** {@return a snapshot of {@code document} as {@code study} found it} */
    public static Snapshot of(TextDocument document, String name, String root, Study study, @Nullable RunResult run) {
        Map<Integer, List<Placed>> byLine = new HashMap<>();
        for (Study.Unit unit : study.units()) {
            for (AssembledUnit.Section section : unit.assembled().sections()) {
                for (Placed p : section.instructions()) {
                    if (p.origin().span().file().equals(document.path())) {
                        byLine.computeIfAbsent(p.origin().span().line(), k -> new ArrayList<>())
                                .add(p);
                    }
                }
            }
        }
        DocumentNames names =
                new DocumentNames(document, study.units().stream().findFirst().orElse(null));
        Lazy<Vocabulary> words = new Lazy<>(() -> study.units().isEmpty()
                ? Vocabulary.EMPTY
                : Vocabulary.of(study.units().get(0)));
        Lazy<LineStates> states = new Lazy<>(() -> new LineStates(study.report(), name));
        return new Snapshot(
                document, name, root, study, run, byLine, names, words, new Lazy<>(() -> registers(study)), states);
    }

    /** {@return the same with another run} */
    public Snapshot with(RunResult newRun) {
        return new Snapshot(document, name, root, study, newRun, instructions, names, words, registers, lineStates);
    }

    private static RegisterValues registers(Study study) {
        AssembledUnit unit = study.units().isEmpty()
                ? new AssembledUnit("", List.of(), List.of(), List.of(), NameTrace.NONE)
                : study.units().get(0).assembled();
        return new RegisterValues(unit, study.contracts());
    }

    /** {@return what registers hold before each instruction; for one thread at a time} */
    public RegisterValues values() {
        return registers.get();
    }

    /** {@return the machine's states by line; collected on first use} */
    public LineStates states() {
        return lineStates.get();
    }

    /** Works out what the first requests would wait for. */
    public void prepare() {
        names.prepare();
        states();
        vocabulary();
        values();
    }

    /** {@return the names that the unit knows; collected on first use} */
    public Vocabulary vocabulary() {
        return words.get();
    }

    /** {@return whether the last run ran this very text} */
    public boolean runIsFresh() {
        return run != null && run.version() == document.version();
    }

    /** {@return the run's report where it is of this very text (it holds the static findings too), else the static one} */
    public Report report() {
        RunResult r = run;
        return r != null && runIsFresh() ? r.report() : study.report();
    }

    /** {@return the unit that the document is the main file of} */
    public Optional<Study.Unit> unit() {
        return study.units().stream().findFirst();
    }
}
