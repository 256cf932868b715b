package relolens.analyzer.exchange;

import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.rules.Rule;
import relolens.analyzer.rules.RuleInfo;
import relolens.analyzer.rules.RulePages;
import relolens.analyzer.rules.Rules;

/**
 * What a format says of the rule behind a finding.
 *
 * @param id catalogue code
 * @param name the bad thing, in kebab case
 * @param summary one sentence
 * @param why what goes wrong
 * @param page the whole documentation, Markdown
 */
record RuleText(String id, String name, String summary, String why, String page) {

    static RuleText of(Finding finding) {
        Rule rule = Rules.find(finding.rule());
        if (rule == null) {
            String words = finding.name().replace('-', ' ');
            return new RuleText(finding.rule(), finding.name(), words, words, words);
        }
        RuleInfo info = rule.info();
        return new RuleText(info.id(), info.name(), info.summary(), info.why(), RulePages.page(info));
    }
}
