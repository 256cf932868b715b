package relolens.analyzer.program;

/**
 * A byte of a section.
 *
 * @param section its name
 * @param offset in bytes
 */
public record Place(String section, long offset) {}
