package relolens.analyzer.index;

/**
 * A name in a file.
 *
 * @param start offset in chars
 * @param end offset behind it
 * @param name as written; of a word put together in a macro the whole, without {@code \()}
 * @param scope index of the innermost {@link Scope} around it in {@link FileIndex#scopes}, or -1
 * @param operation of an operand: the first word of its statement, else ""
 */
public record Occurrence(int start, int end, String name, Role role, int scope, String operation) {
    /** {@return whether the name is put together from arguments and text} */
    public boolean composite() {
        return name.indexOf('\\') >= 0;
    }
}
