package relolens.analyzer.rules;

import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;

/** One thing that can be wrong with boot or relocation code: a short question over the facts at a point. */
public interface Rule {
    /** {@return what the rule is, for people} */
    RuleInfo info();

    /** Looks at one point; raises at most what is wrong there. Called for every instruction reached, in every context. */
    void check(Point point, Issues issues);

    /** An issue at the instruction itself, which no edit can mend. */
    default Issues.Issue here(Severity severity, Point point, String message) {
        int at = point.at().index();
        return new Issues.Issue(this, severity, at, at, Need.OTHER, message, Edit.NONE, "");
    }

    /** An issue at {@code site} that bites at the point. */
    default Issues.Issue from(Severity severity, int site, Point point, String message, Edit edit) {
        return new Issues.Issue(this, severity, site, point.at().index(), Need.OTHER, message, edit, "");
    }

    /** An issue at {@code site}: a context synchronisation event is missing between it and the point. */
    default Issues.Issue unsynchronised(Severity severity, int site, Point point, String message) {
        return new Issues.Issue(
                this, severity, site, point.at().index(), Need.CONTEXT_SYNCHRONISATION, message, Edit.after("isb"), "");
    }
}
