package relolens.analyzer.index;

/**
 * What a name means, so that all its occurrences can be told from others of the same spelling.
 *
 * @param name as written; macros in lower case, since their names have none
 * @param file that the meaning is confined to, or ""
 * @param at offset of the scope or label in that file, or -1
 */
public record Entity(Kind kind, String name, String file, int at) {
    /** What can have a name. */
    public enum Kind {
        /** A macro of the preprocessor. */
        DEFINE("#define"),
        PARAMETER("parameter"),
        /** A macro of the assembler. */
        MACRO("macro"),
        FORMAL("macro parameter"),
        SYMBOL("symbol"),
        /** A register's other name. */
        ALIAS("register alias"),
        NUMERIC("numeric label"),
        /** A name that a macro puts together anew at each use. */
        COMPOSITE("name put together in a macro"),
        FILE("file");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** {@return the kind in words} */
        public String text() {
            return text;
        }
    }

    static Entity of(Kind kind, String name) {
        return new Entity(kind, name, "", -1);
    }

    static Entity in(Kind kind, String name, FileIndex file, int at) {
        return new Entity(kind, name, file.path(), at);
    }

    /** {@return whether other files may mean it, too} */
    public boolean confined() {
        return !file.isEmpty();
    }

    /** {@return whether {@code name} spells it: macros have no case} */
    boolean isSpelled(String name) {
        return kind == Kind.MACRO ? this.name.equalsIgnoreCase(name) : this.name.equals(name);
    }
}
