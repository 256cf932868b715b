/** One class a rule: id, documentation, examples, check and fix. A rule is a short question over facts. */
@NullMarked
package relolens.analyzer.rules;

import org.jspecify.annotations.NullMarked;
