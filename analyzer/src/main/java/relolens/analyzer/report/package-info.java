/** The one report every door renders: values shaped as docs/schema/relolens-report-1.json says, and its renderings. */
@NullMarked
package relolens.analyzer.report;

import org.jspecify.annotations.NullMarked;
