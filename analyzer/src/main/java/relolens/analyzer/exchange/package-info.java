/** The report in the formats that other tools read: code scanning, review bots, pipelines, browsers. */
@NullMarked
package relolens.analyzer.exchange;

import org.jspecify.annotations.NullMarked;
