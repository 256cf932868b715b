package relolens.analyzer.index;

import java.util.regex.Pattern;

/** Macros that projects mark routines and data with, by their names alone: for files that nobody has assembled. */
public final class RoutineWords {
    /** Linux's SYM_ family and ENTRY, U-Boot's, Xen's and TF-A's. */
    private static final Pattern START = Pattern.compile(
            "SYM_(CODE|FUNC|TYPED_FUNC|DATA)_START(_[A-Z_]+)?|(L|W)?ENTRY|FUNC(_LOCAL)?|func|LOCAL_FUNC|vector_entry");

    private static final Pattern END = Pattern.compile(
            "SYM_(CODE|FUNC|DATA)_END(_LABEL)?|END(PROC|PIPROC|DATA)?|ENDPI|END_FUNC|endfunc|LOCAL_END_FUNC|end_vector_entry");

    private static final Pattern INSIDE = Pattern.compile(
            "SYM_(INNER_LABEL(_ALIGN)?|FUNC_ALIAS(_[A-Z]+)?|DATA|DATA_LOCAL|ENTRY|START|ALIAS)|GLOBAL|WEAK");

    private RoutineWords() {}

    /** What a macro does with the name it is given. */
    public enum Mark {
        START,
        END,
        /** It is a symbol, but not the start of anything long. */
        NAME,
        NONE
    }

    /** {@return what macro {@code word} marks} */
    public static Mark mark(String word) {
        if (START.matcher(word).matches()) {
            return Mark.START;
        }
        if (END.matcher(word).matches()) {
            return Mark.END;
        }
        return INSIDE.matcher(word).matches() ? Mark.NAME : Mark.NONE;
    }
}
