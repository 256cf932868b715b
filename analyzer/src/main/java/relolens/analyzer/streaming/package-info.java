/** Whether a routine is tuned to write streaming: the experiment over settings and layouts, and its words. */
@NullMarked
package relolens.analyzer.streaming;

import org.jspecify.annotations.NullMarked;
