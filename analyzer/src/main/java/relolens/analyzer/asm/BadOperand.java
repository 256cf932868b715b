package relolens.analyzer.asm;

/**
 * A statement's operands cannot be read. Thrown by {@link Operands} while one statement is read and turned into a problem
 * where that statement was begun: it never leaves this package.
 */
final class BadOperand extends RuntimeException {
    private static final long serialVersionUID = 1;

    final String code;
    final int from;
    final int to;

    BadOperand(String code, String message, int from, int to) {
        super(message, null, false, false);
        this.code = code;
        this.from = from;
        this.to = to;
    }

    /** {@return the message, never null} */
    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
