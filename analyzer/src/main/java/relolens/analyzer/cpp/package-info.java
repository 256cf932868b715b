/** The C preprocessor as gcc runs it over assembly: lines in, lines out, every character knowing its origin. */
@NullMarked
package relolens.analyzer.cpp;

import org.jspecify.annotations.NullMarked;
