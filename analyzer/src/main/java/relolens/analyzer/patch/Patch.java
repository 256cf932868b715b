package relolens.analyzer.patch;

import java.util.List;

/**
 * One patch of a series, or a bare diff.
 *
 * @param letter the mail it came in; {@link Letter#NONE} of a bare diff
 * @param files what it changes, in order; none in a cover letter
 */
public record Patch(Letter letter, List<FilePatch> files) {
    public Patch {
        files = List.copyOf(files);
    }

    /** {@return the subject without its bracketed prefix} */
    public String title() {
        return letter.subject().replaceFirst("^(\\s*(?i:re:)?\\s*\\[[^\\]]*\\])+\\s*", "");
    }
}
