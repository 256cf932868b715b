package relolens.emulator.isa;

/** A row's syntax column, compiled: literal characters, operands and optional groups. */
final class Syntax {
    private Syntax() {}

    static Syntax compile(Row row) {
        return new Syntax();
    }

    /** {@return whether every operand of {@code word} has a meaning} */
    boolean valid(int word) {
        return true;
    }
}
