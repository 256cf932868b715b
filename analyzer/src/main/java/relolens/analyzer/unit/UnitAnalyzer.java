package relolens.analyzer.unit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.CodeShape;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.contract.Contracts;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.dataflow.Solution;
import relolens.analyzer.dataflow.Solver;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Program;
import relolens.analyzer.program.Routine;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.report.Report.LineState;
import relolens.analyzer.rules.Checker;
import relolens.analyzer.rules.Walk;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.SourceLoader;
import relolens.analyzer.source.Span;
import relolens.analyzer.verdict.MmuVerdict;
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
    private final Solver solver;
    private final Contracts contracts;
    private final Checker checker;
    private final Suppressions suppressions;
    private final FindingBuilder builder;
    private final Map<Routine, Contract> contractOf = new LinkedHashMap<>();
    private final Map<Integer, List<Context>> calledIn = new HashMap<>();

    /** A callee's facts in one caller's context. */
    private record Context(EntryState entry, Solution solution) {}

    private UnitAnalyzer(
            PreprocessedUnit preprocessed,
            AssembledUnit assembled,
            SourceLoader loader,
            Contracts contracts,
            @Nullable String override,
            BooleanSupplier cancelled) {
        this.cancelled = cancelled;
        this.preprocessed = preprocessed;
        this.assembled = assembled;
        this.override = override;
        Map<Integer, Effects> seen = new HashMap<>();
        program = Program.of(assembled, w -> seen.computeIfAbsent(w, Isa.a64()::effects), Set.of());
        solver = new Solver(program);
        this.contracts = contracts;
        contracts.place(routinePlaces(), instructionPlaces());
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
        return analyze(preprocessed, assembled, loader, contracts, override, () -> false);
    }

    /**
     * {@return what is known of the unit}
     *
     * @param override "on", "off" or "any": entry state of every routine; null = as contracts say
     * @param cancelled asked before each routine: once it says yes, the rest is left out
     */
    public static UnitAnalysis analyze(
            PreprocessedUnit preprocessed,
            AssembledUnit assembled,
            SourceLoader loader,
            Contracts contracts,
            @Nullable String override,
            BooleanSupplier cancelled) {
        return new UnitAnalyzer(preprocessed, assembled, loader, contracts, override, cancelled).run();
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
                lines.addAll(analyze(routine, contract));
            }
        });
        for (Routine routine : later) {
            List<Context> contexts = calledIn.getOrDefault(routine.first(), List.of());
            if (contexts.isEmpty()) {
                lines.addAll(analyze(routine, contractOf.getOrDefault(routine, Contract.none(routine.name()))));
            }
            for (Context c : contexts) {
                lines.addAll(LineStateBuilder.of(program, routine, c.entry(), c.solution()));
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

    private List<LineState> analyze(Routine routine, Contract contract) {
        List<LineState> lines = new ArrayList<>();
        for (EntryState entry : Entries.of(contract, override)) {
            Walk walk = new Walk(
                    program,
                    solver,
                    routine,
                    entry,
                    (start, solution) -> calledIn.computeIfAbsent(start, k -> new ArrayList<>())
                            .add(new Context(entry, solution)));
            Solution own = walk.run(checker::check);
            lines.addAll(LineStateBuilder.of(program, routine, entry, own));
        }
        return lines;
    }

    private Report.Routine report(Routine routine, Contract contract) {
        EntryState entry = Entries.either(contract);
        Span place = place(routine);
        int endLine = endLine(routine, place);
        Verdict verdict = unread(place, endLine)
                ? new Verdict("unknown", List.of(), List.of(), List.of())
                : MmuVerdict.of(program, solver, routine, entry);
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
        int end = place.line();
        for (int i = routine.first(); i < routine.end(); i++) {
            if (program.at(i).file().equals(place.file())) {
                end = Math.max(end, program.at(i).origin().span().endLine());
            }
        }
        return end;
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
        for (Contracts.InstructionPlace p : instructionPlaces()) {
            suppressions.add(p.file(), p.line());
        }
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

    private List<Contracts.InstructionPlace> instructionPlaces() {
        return program.instructions().stream()
                .map(i -> new Contracts.InstructionPlace(i.file(), i.line()))
                .distinct()
                .toList();
    }

    /** An assume clause speaks of the first instruction of its line. */
    private void takeAssumptions() {
        Set<Contracts.InstructionPlace> seen = new HashSet<>();
        for (Instruction i : program.instructions()) {
            if (seen.add(new Contracts.InstructionPlace(i.file(), i.line()))) {
                for (Clause c : contracts.at(i.file(), i.line())) {
                    if (c instanceof Clause.Assume a) {
                        solver.assume(i.index(), a.registerIndex(), a.alignment());
                    }
                }
            }
        }
    }

    private static Report.InputProblem problem(Problem p) {
        Span s = p.origin().span();
        return new Report.InputProblem(p.severity(), p.code(), s.file(), s.line(), s.column(), p.message());
    }
}
