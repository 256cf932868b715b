package relolens.analyzer.rules;

import relolens.analyzer.source.Severity;

/** Where rules put what they find. */
public interface Issues {
    /** Begins the cause of an issue that blames a barrier between a site, whose index follows, and its consumer. */
    String BARRIER = "barrier ";

    /** What would make an issue go away; issues of one need at one consumer have one cause. */
    enum Need {
        /** A context synchronisation event before the consumer. */
        CONTEXT_SYNCHRONISATION,
        /** A DSB before the consumer. */
        DATA_BARRIER,
        /** Something of the rule's own. */
        OTHER
    }

    /**
     * A change of one line.
     *
     * @param how where the text goes
     * @param text an instruction, or "" where no edit can be offered
     */
    record Edit(How how, String text) {
        /** Nothing can be offered. */
        static final Edit NONE = new Edit(How.AFTER, "");

        /** Where the text goes. */
        public enum How {
            AFTER,
            BEFORE,
            INSTEAD
        }

        static Edit after(String text) {
            return new Edit(How.AFTER, text);
        }

        static Edit before(String text) {
            return new Edit(How.BEFORE, text);
        }

        static Edit instead(String text) {
            return new Edit(How.INSTEAD, text);
        }
    }

    /**
     * @param rule who says so
     * @param severity how bad
     * @param site index of the instruction to point at
     * @param consumer index of the instruction where it bites
     * @param need what is missing between them
     * @param message one sentence: what is wrong and what it leads to
     * @param edit what to do to the site's line
     * @param cause names what is to blame where it is not the site: issues of a rule, a routine and a cause are one,
     *     reported at the first; "" if the site is
     */
    record Issue(
            Rule rule, Severity severity, int site, int consumer, Need need, String message, Edit edit, String cause) {
        Issue(Rule rule, Severity severity, int site, int consumer, Need need, String message, String insert) {
            this(rule, severity, site, consumer, need, message, Edit.after(insert), "");
        }
    }

    /** Takes one issue, found at {@code point}. */
    void raise(Point point, Issue issue);
}
