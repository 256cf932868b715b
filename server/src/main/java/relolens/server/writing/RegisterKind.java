package relolens.server.writing;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Families of registers as they are written. */
enum RegisterKind {
    X("x([0-9]|[12][0-9]|30)|xzr|lr|ip[01]|fp"),
    W("w([0-9]|[12][0-9]|30)|wzr"),
    SP("sp|wsp"),
    VECTOR("v([0-9]|[12][0-9]|3[01])(\\.[0-9]*[bhsdq])?"),
    SCALAR("[bhsdq]([0-9]|[12][0-9]|3[01])"),
    SCALABLE("z([0-9]|[12][0-9]|3[01])(\\.[bhsdq])?"),
    PREDICATE("p([0-9]|1[0-5])(\\.[bhsd])?"),
    MATRIX("za([0-9]|1[0-5])?(h|v)?(\\.[bhsdq])?");

    private final Pattern pattern;

    RegisterKind(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    /** {@return the family of {@code lower}, or null if it names no register} */
    static @Nullable RegisterKind of(String lower) {
        if (lower.length() > 8 || lower.length() < 2) {
            return null;
        }
        for (RegisterKind kind : values()) {
            if (kind.pattern.matcher(lower).matches()) {
                return kind;
            }
        }
        return null;
    }
}
