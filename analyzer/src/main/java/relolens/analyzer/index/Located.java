package relolens.analyzer.index;

import relolens.analyzer.source.Span;

/** An occurrence in its file. */
public record Located(FileIndex file, Occurrence occurrence) {
    /** {@return its place} */
    public Span span() {
        return file.span(occurrence);
    }
}
