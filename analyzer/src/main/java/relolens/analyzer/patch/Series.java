package relolens.analyzer.patch;

import java.util.List;

/**
 * What a patch file holds.
 *
 * @param patches in order of application, a cover letter first
 * @param problems what could not be read
 */
public record Series(List<Patch> patches, List<PatchProblem> problems) {
    public Series {
        patches = List.copyOf(patches);
        problems = List.copyOf(problems);
    }
}
