package relolens.analyzer.rules;

/** One thing that can be wrong with boot or relocation code: a short question over the facts at a point. */
public interface Rule {
    /** {@return what the rule is, for people} */
    RuleInfo info();

    /** Looks at one point; raises at most what is wrong there. Called for every instruction reached, in every context. */
    void check(Point point, Issues issues);
}
