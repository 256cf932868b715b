package relolens.analyzer.asm;

import relolens.analyzer.source.Origin;

/**
 * A statement that was assembled: what macros, repetitions and conditionals left of the text.
 *
 * @param text a label with its colon, a directive, an assignment or an instruction
 * @param origin where it stands
 */
public record Expanded(String text, Origin origin) {}
