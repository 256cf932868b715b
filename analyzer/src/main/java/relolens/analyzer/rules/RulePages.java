package relolens.analyzer.rules;

import java.util.List;
import java.util.Locale;

/** The rules' documentation, as Markdown. */
public final class RulePages {
    private RulePages() {}

    /** {@return one rule's page} */
    public static String page(RuleInfo r) {
        StringBuilder s = new StringBuilder();
        s.append("# ").append(r.id()).append(' ').append(r.name()).append("\n\n");
        s.append(r.summary()).append("\n\n");
        s.append("Severity: ").append(severity(r)).append(" at worst.\n\n");
        s.append("## Why\n\n").append(r.why()).append("\n\n");
        s.append("Arm Architecture Reference Manual (DDI 0487): *")
                .append(r.reference())
                .append("*.\n\n");
        examples(s, "Bad", r.bad());
        examples(s, "Good", r.good());
        s.append("## Fix\n\n").append(r.fix()).append(' ');
        s.append(r.safe() ? "The edit offered is safe.\n\n" : "Needs review.\n\n");
        s.append("## Known limits\n\n").append(r.limits()).append('\n');
        return s.toString();
    }

    private static String severity(RuleInfo r) {
        return r.severity().name().toLowerCase(Locale.ROOT);
    }

    private static void examples(StringBuilder s, String title, List<String> examples) {
        s.append("## ").append(title).append("\n\n");
        for (String e : examples) {
            s.append("```asm\n").append(e.stripTrailing()).append("\n```\n\n");
        }
    }

    /** {@return the table of all rules} */
    public static String index() {
        StringBuilder s = new StringBuilder("# Rules\n\n");
        s.append("Generated from the rules' own classes; `relolens explain ID` prints the same.\n\n");
        s.append("| rule | name | severity | what |\n|---|---|---|---|\n");
        for (Rule rule : Rules.ALL) {
            RuleInfo r = rule.info();
            s.append("| [")
                    .append(r.id())
                    .append("](")
                    .append(r.id())
                    .append(".md) | ")
                    .append(r.name());
            s.append(" | ")
                    .append(severity(r))
                    .append(" | ")
                    .append(r.summary())
                    .append(" |\n");
        }
        return s.toString();
    }
}
