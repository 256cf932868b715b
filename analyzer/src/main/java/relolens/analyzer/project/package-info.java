/**
 * How a file is meant to be built: gcc's flags, compile_commands.json, the layout of a kernel tree. Decides options from
 * text alone and reads only through a SourceLoader.
 */
@NullMarked
package relolens.analyzer.project;

import org.jspecify.annotations.NullMarked;
