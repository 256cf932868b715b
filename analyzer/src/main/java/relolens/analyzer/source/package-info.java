/** Places in source text and problems found there: values that every other room shares. Reads no files. */
@NullMarked
package relolens.analyzer.source;

import org.jspecify.annotations.NullMarked;
