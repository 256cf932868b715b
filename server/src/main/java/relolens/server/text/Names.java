package relolens.server.text;

/** Which characters names are made of. */
public final class Names {
    private Names() {}

    /** {@return whether {@code c} may stand in a name: a letter, a digit, {@code _}, {@code .} or {@code $}} */
    public static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '$';
    }
}
