package relolens.analyzer.rules;

import java.util.ArrayList;
import java.util.List;
import relolens.analyzer.source.Severity;

/**
 * A rule's documentation; pages, {@code explain} texts and example tests come from it.
 *
 * @param id catalogue code
 * @param name the bad thing, in kebab case
 * @param severity the worst it can be
 * @param summary one sentence
 * @param why what goes wrong
 * @param reference section of the Arm ARM (DDI 0487), by title
 * @param bad examples with their marks: a comment line of carets under what is reported
 * @param good examples that must stay silent
 * @param fix what to do
 * @param safe whether the offered edit may be applied without reading
 * @param limits what the rule does not see, or may get wrong
 */
public record RuleInfo(
        String id,
        String name,
        Severity severity,
        String summary,
        String why,
        String reference,
        List<String> bad,
        List<String> good,
        String fix,
        boolean safe,
        String limits) {
    public RuleInfo {
        bad = List.copyOf(bad);
        good = List.copyOf(good);
    }

    /** Starts a description. */
    static Builder of(String id, String name, Severity severity) {
        return new Builder(id, name, severity);
    }

    /** Puts a description together. */
    static final class Builder {
        private final String id;
        private final String name;
        private final Severity severity;
        private final List<String> bad = new ArrayList<>();
        private final List<String> good = new ArrayList<>();
        private String summary = "";
        private String why = "";
        private String reference = "";
        private String fix = "";
        private boolean safe;
        private String limits = "";

        private Builder(String id, String name, Severity severity) {
            this.id = id;
            this.name = name;
            this.severity = severity;
        }

        Builder summary(String text) {
            summary = text;
            return this;
        }

        Builder why(String section, String text) {
            reference = section;
            why = text;
            return this;
        }

        Builder bad(String code) {
            bad.add(code);
            return this;
        }

        Builder good(String code) {
            good.add(code);
            return this;
        }

        Builder fix(String text, boolean isSafe) {
            fix = text;
            safe = isSafe;
            return this;
        }

        RuleInfo limits(String text) {
            limits = text;
            return new RuleInfo(id, name, severity, summary, why, reference, bad, good, fix, safe, limits);
        }
    }
}
