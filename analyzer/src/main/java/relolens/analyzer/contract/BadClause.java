package relolens.analyzer.contract;

/** Something in a clause is not as expected; never leaves the parser. */
final class BadClause extends Exception {
    private static final long serialVersionUID = 1;

    /** Offsets of the offending text in the clause. */
    final int start;

    final int end;

    BadClause(int start, int end, String message) {
        super(message, null, false, false);
        this.start = start;
        this.end = end;
    }
}
