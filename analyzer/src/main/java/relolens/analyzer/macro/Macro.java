package relolens.analyzer.macro;

import java.util.List;
import relolens.analyzer.syntax.Statement;

/**
 * A {@code .macro} definition.
 *
 * @param name as written
 * @param formals its parameters in order
 * @param body the statements up to its {@code .endm}
 */
public record Macro(String name, List<Formal> formals, List<Statement> body) {
    public Macro {
        formals = List.copyOf(formals);
        body = List.copyOf(body);
    }

    /** What a parameter takes. */
    public enum Kind {
        OPTIONAL,
        REQUIRED,
        /** All the rest of the line. */
        VARARG
    }

    /**
     * A parameter.
     *
     * @param fallback text used when the argument is missing or empty
     */
    public record Formal(String name, Kind kind, String fallback) {}
}
