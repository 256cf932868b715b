package relolens.analyzer.source;

import java.util.List;

/**
 * Where an emitted byte or a token comes from.
 *
 * @param span the outermost use: the text that stands in a file as the user wrote it
 * @param expansion frames from that use inwards to the innermost definition; empty for plain text
 */
public record Origin(Span span, List<Frame> expansion) {
    public Origin {
        expansion = List.copyOf(expansion);
    }
}
