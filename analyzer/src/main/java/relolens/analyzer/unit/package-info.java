/** One translation unit through all rooms: read, assembled, analysed, judged; what the report says of it. */
@NullMarked
package relolens.analyzer.unit;

import org.jspecify.annotations.NullMarked;
