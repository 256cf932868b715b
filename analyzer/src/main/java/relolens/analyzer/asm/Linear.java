package relolens.analyzer.asm;

import org.jspecify.annotations.Nullable;

/**
 * What an expression comes to: a number, plus at most one symbol, minus at most one.
 *
 * @param problem why it comes to nothing of that form, or null
 */
record Linear(
        long constant,
        @Nullable Symbol plus,
        @Nullable Symbol minus,
        @Nullable String problem) {
    static Linear of(long constant) {
        return new Linear(constant, null, null, null);
    }

    static Linear bad(String problem) {
        return new Linear(0, null, null, problem);
    }

    /** {@return whether it is a plain number} */
    boolean known() {
        return plus == null && minus == null && problem == null;
    }
}
