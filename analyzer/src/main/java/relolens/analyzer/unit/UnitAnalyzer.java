package relolens.analyzer.unit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.CodeShape;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.contract.Contracts;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.program.ExcerptFinder;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Program;
import relolens.analyzer.program.Routine;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.report.Report.LineState;
import relolens.analyzer.rules.Checker;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.SourceLoader;
import relolens.analyzer.source.Span;
import relolens.analyzer.unit.RoutineFacts.Rows;
import relolens.analyzer.verdict.Verdict;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Isa;

/** Analyses one assembled unit. */
public final class UnitAnalyzer {
    private static final int SHAPE_INSTRUCTIONS = 64;

    private final PreprocessedUnit preprocessed;
    private final AssembledUnit assembled;
    private final @Nullable String override;
    private final BooleanSupplier cancelled;
    private final Program program;
    private final ExcerptFinder excerpts;
    private final Map<Contracts.InstructionPlace, Integer> firstOfLine;
    private final Map<Routine, Integer> endLines = new HashMap<>();
    private final RoutineMemory memory;
    private final Map<Integer, Map<Integer, Long>> assumed = new HashMap<>();
    private final Map<Routine, Verdict> verdicts = new HashMap<>();
    private final Contracts contracts;
    private final Checker checker;
    private final Suppressions suppressions;
    private final FindingBuilder builder;
    private final Map<Routine, Contract> contractOf = new LinkedHashMap<>();
    private final Map<Integer, List<Context>> calledIn = new HashMap<>();

    /** A callee's states in one caller's context. */
    private record Context(Rows rows, int[] indexes) {}

    private UnitAnalyzer(
            PreprocessedUnit preprocessed,
            AssembledUnit assembled,
            SourceLoader loader,
            Contracts contracts,
            @Nullable String override,
            BooleanSupplier cancelled,
            RoutineMemory memory) {
        this.cancelled = cancelled;
        this.memory = memory;
        this.preprocessed = preprocessed;
        this.assembled = assembled;
        this.override = override;
        Map<Integer, Effects> seen = new HashMap<>();
        program = Program.of(assembled, w -> seen.computeIfAbsent(w, Isa.a64()::effects), Set.of());
        excerpts = new ExcerptFinder(program);
        this.contracts = contracts;
        firstOfLine = firstOfLines(program);
        contracts.place(routinePlaces(), List.copyOf(firstOfLine.keySet()));
        takeAssumptions();
        checker = new Checker(program);
        suppressions = new Suppressions(contracts);
        builder = new FindingBuilder(program, new Fixes(loader));
        for (Routine r : program.routines()) {
            contractOf.put(r, contracts.of(r.name()));
        }
    }

    /**
     * {@return what is known of the unit}
     *
     * @param override "on", "off" or "any": entry state of every routine; null = as contracts say
     */
    public static UnitAnalysis analyze(
            PreprocessedUnit preprocessed,
            AssembledUnit assembled,
            SourceLoader loader,
            Contracts contracts,
            @Nullable String override) {
        return analyze(
                preprocessed, assembled, loader, contracts, override, () -> false, RoutineMemory.none(), known -> {});
    }

    /**
     * {@return what is known of the unit}
     *
     * @param override "on", "off" or "any": entry state of every routine; null = as contracts say
     * @param cancelled asked before each routine: once it says yes, the rest is left out
     * @param memory what is known of routines from earlier analyses, and is to be known in later ones
     * @param known takes the routines' contracts, the same as the answer has, as soon as they are known
     */
    public static UnitAnalysis analyze(
            PreprocessedUnit preprocessed,
            AssembledUnit assembled,
            SourceLoader loader,
            Contracts contracts,
            @Nullable String override,
            BooleanSupplier cancelled,
            RoutineMemory memory,
            Consumer<List<Contract>> known) {
        UnitAnalyzer analyzer =
                new UnitAnalyzer(preprocessed, assembled, loader, contracts, override, cancelled, memory);
        known.accept(List.copyOf(analyzer.contractOf.values()));
        return analyzer.run();
    }

    private UnitAnalysis run() {
        List<LineState> lines = new ArrayList<>();
        List<Routine> later = new ArrayList<>();
        contractOf.forEach((routine, contract) -> {
            suppressions.add(contract);
            if (cancelled.getAsBoolean()) {
                return;
            }
            // What callers do is known of a local routine nobody describes: judge it in their contexts.
            boolean callersTell =
                    routine.called() && !routine.global() && contract.entries().isEmpty();
            if (callersTell) {
                later.add(routine);
            } else {
                lines.addAll(ask(routine, contract, Entries.of(contract, override)));
            }
        });
        for (Routine routine : later) {
            if (cancelled.getAsBoolean()) {
                break;
            }
            List<Context> contexts = calledIn.getOrDefault(routine.first(), List.of());
            Contract contract = contractOf.getOrDefault(routine, Contract.none(routine.name()));
            lines.addAll(ask(routine, contract, contexts.isEmpty() ? Entries.of(contract, override) : List.of()));
            for (Context c : contexts) {
                lines.addAll(LineStateBuilder.of(program, routine, c.rows(), c.indexes()));
            }
        }
        List<Report.Routine> routines = new ArrayList<>();
        contractOf.forEach((routine, contract) -> {
            if (!cancelled.getAsBoolean()) {
                routines.add(report(routine, contract));
            }
        });
        return new UnitAnalysis(
                preprocessed,
                assembled,
                List.copyOf(contractOf.values()),
                findings(lines, routines),
                routines,
                inOrder(lines),
                assembled.problems().stream().map(UnitAnalyzer::problem).toList());
    }

    /** Has a routine analysed; {@return the states of its lines} */
    private List<LineState> ask(Routine routine, Contract contract, List<EntryState> entries) {
        ExcerptFinder.Cut cut = excerpts.cut(routine);
        Span place = place(routine);
        EntryState judged = unread(place, endLine(routine, place)) ? null : Entries.either(contract);
        RoutineFacts facts = memory.answer(new RoutineQuestion(cut.excerpt(), entries, judged, assumed(cut)), program);
        Placing placing = new Placing(program, cut);
        facts.found().forEach(f -> checker.take(placing.of(f)));
        Verdict verdict = facts.verdict();
        if (verdict != null) {
            verdicts.put(routine, placing.of(verdict));
        }
        for (Rows rows : facts.callees()) {
            calledIn.computeIfAbsent(cut.indexes()[rows.start()], k -> new ArrayList<>())
                    .add(new Context(rows, cut.indexes()));
        }
        List<LineState> lines = new ArrayList<>();
        for (Rows rows : facts.own()) {
            lines.addAll(LineStateBuilder.of(program, routine, rows, cut.indexes()));
        }
        return lines;
    }

    private Map<Integer, Map<Integer, Long>> assumed(ExcerptFinder.Cut cut) {
        Map<Integer, Map<Integer, Long>> local = new HashMap<>();
        assumed.forEach((index, facts) -> {
            int here = cut.local(index);
            if (here >= 0) {
                local.put(here, Map.copyOf(facts));
            }
        });
        return local;
    }

    private Report.Routine report(Routine routine, Contract contract) {
        Span place = place(routine);
        int endLine = endLine(routine, place);
        Verdict verdict = verdicts.getOrDefault(routine, new Verdict("unknown", List.of(), List.of(), List.of()));
        List<Report.MmuReason> reasons = new ArrayList<>();
        for (Verdict.Reason r : verdict.reasons()) {
            Instruction at = program.at(r.site());
            reasons.add(new Report.MmuReason(r.side(), at.file(), at.line(), r.rule(), r.message()));
        }
        return new Report.Routine(
                routine.name(),
                place.file(),
                place.line(),
                endLine,
                abi(contract),
                verdict.mmu(),
                reasons,
                verdict.assuming(),
                verdict.proof(),
                routine.bytes());
    }

    /** Whether a line of the routine could not be read: what it does is then not known. */
    private boolean unread(Span place, int endLine) {
        return assembled.problems().stream()
                .filter(p -> p.severity() == Severity.ERROR)
                .map(p -> p.origin().span())
                .anyMatch(s -> s.file().equals(place.file()) && s.line() >= place.line() && s.line() <= endLine);
    }

    /** The profile's ABI, unless somebody nearer described the entry: then the profile is not what was assumed. */
    private static String abi(Contract contract) {
        boolean overridden = contract.entries().stream().anyMatch(e -> e.by().level() != Clause.Level.PROFILE);
        return overridden ? "" : contract.abi();
    }

    private Span place(Routine routine) {
        var symbol = program.places().symbol(routine.name());
        return symbol == null
                ? program.at(routine.first()).origin().span()
                : symbol.origin().span();
    }

    private int endLine(Routine routine, Span place) {
        return endLines.computeIfAbsent(routine, r -> {
            int end = place.line();
            for (int i = r.first(); i < r.end(); i++) {
                if (program.at(i).file().equals(place.file())) {
                    end = Math.max(end, program.at(i).origin().span().endLine());
                }
            }
            return end;
        });
    }

    private List<Finding> findings(List<LineState> lines, List<Report.Routine> routines) {
        List<Finding> findings = new ArrayList<>();
        Map<String, String> verdicts = new HashMap<>();
        routines.forEach(r -> verdicts.put(r.name(), r.mmu()));
        List<Checker.Cause> causes = new ArrayList<>(checker.causes());
        causes.addAll(Duplicates.of(program, contractOf, verdicts));
        for (Checker.Cause cause : causes) {
            Finding f = builder.of(cause);
            Routine routine = program.routineOf(cause.first().issue().site());
            if (!suppressions.allowed(f, routine == null ? null : contractOf.get(routine))) {
                findings.add(f);
            }
        }
        findings.addAll(StateAssertions.check(contracts, lines));
        firstOfLine.keySet().forEach(p -> suppressions.add(p.file(), p.line()));
        findings.addAll(suppressions.unused());
        for (Problem p : contracts.problems()) {
            findings.add(ClauseFindings.of(
                    "K01", "bad-contract", p.severity(), p.origin().span(), p.message()));
        }
        findings.sort(Comparator.comparing(Finding::file)
                .thenComparingInt(Finding::line)
                .thenComparingInt(Finding::column)
                .thenComparing(Finding::rule));
        return findings;
    }

    private static List<LineState> inOrder(List<LineState> lines) {
        return lines.stream()
                .distinct()
                .sorted(Comparator.comparing(LineState::file).thenComparingInt(LineState::line))
                .toList();
    }

    private List<Contracts.RoutinePlace> routinePlaces() {
        List<Contracts.RoutinePlace> places = new ArrayList<>();
        for (Routine r : program.routines()) {
            List<@Nullable Effects> first = new ArrayList<>();
            for (int i = r.first(); i < Math.min(r.end(), r.first() + SHAPE_INSTRUCTIONS); i++) {
                first.add(program.at(i).effects());
            }
            Span place = place(r);
            places.add(new Contracts.RoutinePlace(
                    r.name(), place.file(), place.line(), endLine(r, place), CodeShape.of(first)));
        }
        return places;
    }

    /** The first instruction of each line that has one, by line. */
    private static Map<Contracts.InstructionPlace, Integer> firstOfLines(Program program) {
        Map<Contracts.InstructionPlace, Integer> first = new LinkedHashMap<>();
        Instruction last = null;
        for (Instruction i : program.instructions()) {
            boolean same =
                    last != null && last.line() == i.line() && last.file().equals(i.file());
            if (!same) {
                first.putIfAbsent(new Contracts.InstructionPlace(i.file(), i.line()), i.index());
            }
            last = i;
        }
        return first;
    }

    /** An assume clause speaks of the first instruction of its line. */
    private void takeAssumptions() {
        firstOfLine.forEach((place, index) -> {
            for (Clause c : contracts.at(place.file(), place.line())) {
                if (c instanceof Clause.Assume a) {
                    assumed.computeIfAbsent(index, k -> new HashMap<>())
                            .merge(a.registerIndex(), a.alignment(), Math::max);
                }
            }
        });
    }

    private static Report.InputProblem problem(Problem p) {
        Span s = p.origin().span();
        return new Report.InputProblem(p.severity(), p.code(), s.file(), s.line(), s.column(), p.message());
    }
}
