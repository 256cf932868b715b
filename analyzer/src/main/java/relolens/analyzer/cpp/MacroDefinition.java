package relolens.analyzer.cpp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Span;

/** A definition as others see it; body and place are worked out when asked for. */
record MacroDefinition(Macro macro) implements PreprocessedUnit.Definition {
    @Override
    public String name() {
        return macro.name;
    }

    @Override
    public String body() {
        return macro.bodyText();
    }

    @Override
    public @Nullable List<String> parameters() {
        return macro.functionLike ? macro.parameters : null;
    }

    @Override
    public Span span() {
        Token at = macro.defined;
        return at.source == null ? Span.of("<built-in>", 1, 1, at.text.length()) : at.source.span(at.start, at.end);
    }
}
