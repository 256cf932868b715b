/** What a change brings: findings, verdicts and costs before and after it, put where the change can be seen. */
@NullMarked
package relolens.analyzer.review;

import org.jspecify.annotations.NullMarked;
