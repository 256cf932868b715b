package relolens.analyzer.index;

/** What a name does where it stands, as far as its own line tells. */
public enum Role {
    /** After {@code #define}. */
    DEFINE_NAME,
    /** A parameter of a {@code #define}, in its list or its body. */
    PARAMETER,
    /** In {@code #if}, {@code #ifdef}, {@code #undef}. */
    CONDITION,
    /** The quoted file of {@code #include}, {@code .include}, {@code .incbin}. */
    INCLUDE,
    LABEL,
    /** The digits of {@code 1:}. */
    NUMERIC_LABEL,
    /** {@code 1b}, {@code 1f}. */
    NUMERIC_USE,
    /** After {@code .macro}. */
    MACRO_NAME,
    /** A parameter of {@code .macro} or the variable of {@code .irp}, where it is named first. */
    FORMAL,
    /** {@code \name} in a macro's body, backslash not included. */
    ARGUMENT,
    /** {@code name=} in a macro's use. */
    KEYWORD,
    /** First word of a statement: an instruction, a directive or a macro. */
    OPERATION,
    /** Any other word of a statement. */
    OPERAND,
    /** The name that {@code .req} defines. */
    ALIAS,
    /** The name that {@code .set}, {@code .equ}, {@code =} or {@code .comm} gives a value. */
    ASSIGNED,
    /** The name that {@code .globl} and its kin speak of. */
    DECLARED;

    /** {@return whether the place gives the name its meaning} */
    public boolean defines() {
        return switch (this) {
            case DEFINE_NAME, LABEL, NUMERIC_LABEL, MACRO_NAME, FORMAL, ALIAS, ASSIGNED -> true;
            default -> false;
        };
    }
}
