/** Suites written from papers and public reports before the rules were read: what is found and what is flagged in vain. */
@NullMarked
package relolens.analyzer.suites;

import org.jspecify.annotations.NullMarked;
