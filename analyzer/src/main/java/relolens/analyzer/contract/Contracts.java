package relolens.analyzer.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.contract.Clause.Level;
import relolens.analyzer.contract.Clause.Statement;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.SourceLoader;

/** Everything that comments, sidecars and profiles say of one unit. */
public final class Contracts {
    private final List<Clause> comments;
    private final List<SidecarSearch.Found> sidecars;
    private final List<Problem> problems;
    private final Map<String, RoutinePlace> routines = new HashMap<>();
    private Attachment attached = Attachment.NONE;

    private Contracts(List<Clause> comments, List<SidecarSearch.Found> sidecars, List<Problem> problems) {
        this.comments = comments;
        this.sidecars = sidecars;
        this.problems = problems;
    }

    /**
     * Where a routine stands.
     *
     * @param name its symbol
     * @param file of its label
     * @param line of its label (or of the macro use that defines it), from 1
     * @param endLine last line of its text
     * @param shape what its first instructions do
     */
    public record RoutinePlace(String name, String file, int line, int endLine, CodeShape shape) {}

    /** A line that holds an instruction. */
    public record InstructionPlace(String file, int line) {}

    /** Reads the unit's comments and the sidecars that apply to its main file. */
    public static Contracts of(PreprocessedUnit unit, SourceLoader loader) {
        return of(unit, loader, null);
    }

    /**
     * Reads the unit's comments and sidecars.
     *
     * @param config the one sidecar to read, instead of those found upwards from the main file; null for the latter
     */
    public static Contracts of(PreprocessedUnit unit, SourceLoader loader, @Nullable String config) {
        List<Clause> clauses = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (PreprocessedUnit.ContractComment c : unit.comments()) {
            ClauseParser.Parsed parsed = ClauseParser.parse(new Statement(Level.COMMENT, c.span(), c.text()));
            Clause clause = parsed.clause();
            Problem problem = parsed.problem();
            if (clause != null) {
                clauses.add(clause);
            }
            if (problem != null) {
                problems.add(problem);
            }
        }
        List<SidecarSearch.Found> sidecars = config == null
                ? SidecarSearch.of(unit.file(), loader)
                : SidecarSearch.only(config, unit.file(), loader);
        sidecars.forEach(s -> problems.addAll(s.sidecar().problems()));
        return new Contracts(clauses, sidecars, problems);
    }

    /**
     * Says where the unit's code stands; must come before the questions.
     *
     * @param places of routines, in any order
     * @param instructions {@code file:line} places of instructions, outermost macro uses, in any order
     */
    public void place(List<RoutinePlace> places, List<InstructionPlace> instructions) {
        routines.clear();
        places.forEach(p -> routines.put(p.name(), p));
        attached = Attachment.of(comments, places, instructions);
    }

    /**
     * The clauses of a profile, as far as they hold for the state that somebody nearer declared: pointers have no address
     * space there if that differs in the MMU.
     */
    private static List<Clause> usable(List<Clause> profile, List<List<Clause>> nearer) {
        Set<OnOff> declared = Set.of();
        for (List<Clause> layer : nearer) {
            declared = declared.isEmpty() ? states(layer) : declared;
        }
        if (declared.isEmpty() || declared.equals(states(profile))) {
            return profile;
        }
        List<Clause> clauses = new ArrayList<>();
        for (Clause c : profile) {
            clauses.add(c instanceof Clause.Register r ? r.anywhere() : c);
        }
        return clauses;
    }

    private static Set<OnOff> states(List<Clause> layer) {
        return layer.stream()
                .filter(Clause.Entry.class::isInstance)
                .map(c -> ((Clause.Entry) c).state().mmu())
                .collect(Collectors.toSet());
    }

    /** {@return what is said of routine {@code name}; {@link Contract#none} if nothing is} */
    public Contract of(String name) {
        RoutinePlace place = routines.get(name);
        Profile profile = Profiles.fitting(name, place == null ? CodeShape.UNKNOWN : place.shape());
        List<List<Clause>> layers = new ArrayList<>();
        layers.add(attached.ofRoutine(name));
        for (SidecarSearch.Found s : sidecars) {
            layers.add(said(s, name));
        }
        if (profile != null) {
            layers.add(usable(profile.clauses(), layers));
        }
        return ContractMerge.of(name, layers, profile);
    }

    private static List<Clause> said(SidecarSearch.Found found, String name) {
        List<Clause> clauses = new ArrayList<>();
        for (Sidecar.Rule rule : found.sidecar().rules()) {
            if (Glob.matchesName(rule.routine(), name) && Glob.matches(rule.glob(), found.relative())) {
                clauses.addAll(rule.clauses());
            }
        }
        return clauses;
    }

    /** {@return assume, loop, state and allow clauses that belong to the instruction on this line} */
    public List<Clause> at(String file, int line) {
        return attached.ofInstruction(file, line);
    }

    /** {@return where routine {@code name} was said to stand, or null} */
    public @Nullable RoutinePlace placeOf(String name) {
        return routines.get(name);
    }

    /** {@return paths of the sidecars that were read, nearest first} */
    public List<String> sidecars() {
        return sidecars.stream().map(s -> s.sidecar().path()).toList();
    }

    /** {@return bad clauses and clauses that belong to nothing (code {@code bad-contract}, rule K01)} */
    public List<Problem> problems() {
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(attached.problems());
        return List.copyOf(all);
    }
}
