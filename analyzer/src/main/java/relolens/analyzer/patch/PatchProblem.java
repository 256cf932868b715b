package relolens.analyzer.patch;

/**
 * What is wrong with a patch, or where it does not fit.
 *
 * @param fatal whether a part of the patch could not be used
 * @param line 1-based line of the patch file (of the changed file where {@code file} is its path)
 * @param message what was expected and what was found
 */
public record PatchProblem(boolean fatal, String file, int line, String message) {}
