package relolens.analyzer.macro;

import java.util.List;
import org.jspecify.annotations.Nullable;
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

    /** {@return the macro that {@code operands} of a {@code .macro} begin, without a body, or null if they name none} */
    public static @Nullable Macro heading(String operands) {
        return new FormalsReader(operands, new ArgumentText(operands, false, (t, from, out) -> from)).read(List.of());
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
