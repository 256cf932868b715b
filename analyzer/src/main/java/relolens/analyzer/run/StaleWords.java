package relolens.analyzer.run;

import relolens.emulator.sanitize.StaleAccess;
import relolens.emulator.sanitize.StaleAccess.Kind;

/** A stale access in words: what is accessed and who wrote it, what may be seen instead, and what is missing. */
final class StaleWords {
    private StaleWords() {}

    /**
     * {@return the message, without a place of its own}
     *
     * @param elsewhere whether it happens in code that the instruction branches to
     * @param writer file and line of the store
     */
    static String of(StaleAccess a, boolean elsewhere, String writer) {
        return switch (a.lack()) {
            case CLEAN ->
                past(a, elsewhere, writer)
                        + ": memory may still hold older bytes; `dc cvac` by VA over them, then `dsb sy`, must come between";
            case CLEAN_FURTHER ->
                past(a, elsewhere, writer)
                        + ": it was cleaned to the PoU only; `dc cvac` by VA over it, then `dsb sy`, must come between";
            case CLEAN_BARRIER ->
                past(a, elsewhere, writer) + ": nothing completes the `dc` over it; `dsb sy` must come between";
            case INVALIDATE ->
                through(a, elsewhere, writer)
                        + ": a line filled before may still hold older bytes; `dc ivac` by VA over them, then `dsb sy`, must"
                        + " come between";
            case INVALIDATE_BARRIER ->
                through(a, elsewhere, writer) + ": nothing completes the `dc` over it; `dsb sy` must come between";
            case CLEAN_BEFORE ->
                subject(a, elsewhere) + " what " + writer
                        + " stored past the caches under a line that may have been dirty: written back, its older bytes"
                        + " come to stand over it; `dc civac` by VA, then `dsb sy`, must come before that store";
            case WRITES_BACK ->
                "may write a dirty line back over what " + writer
                        + " stored past the caches; `dc civac` by VA, then `dsb sy`, must come before that store";
            case CLEAN_BEFORE_BARRIER ->
                "stores past the caches while nothing completes the `dc` before it: the line"
                        + " may be written back over this; `dsb sy` must come between";
            case DISCARDED ->
                subject(a, elsewhere) + " what " + writer
                        + " stored into a cache and `dc ivac` dropped: older bytes may be seen; `dc civac` in its place";
            case CODE_CLEAN ->
                code(a, elsewhere, writer)
                        + ": it may not have left the data cache; `dc cvau` by VA over it, `dsb ish`, `ic ivau`, `dsb ish`"
                        + " and `isb` must come between";
            case CODE_CLEAN_BARRIER ->
                code(a, elsewhere, writer)
                        + ": nothing completes the store, or the `dc` over it; `dsb ish` must come after that and before"
                        + " the `ic`";
            case CODE_INVALIDATE ->
                code(a, elsewhere, writer)
                        + ": the instruction cache may hold older words; `ic ivau` by VA or `ic iallu`, then `dsb ish` and"
                        + " `isb`, must come after the store and its `dsb`";
            case CODE_INVALIDATE_BARRIER ->
                code(a, elsewhere, writer)
                        + ": nothing completes the `ic`; `dsb ish` must come after it, before the `isb`";
            case CODE_SYNCHRONISE ->
                code(a, elsewhere, writer) + ": older words may have been fetched ahead; `isb` must come between";
            case TABLE_BARRIER ->
                table(writer) + ": the walk may not see it yet; `dsb ishst` must come after the store";
            case TABLE_INVALIDATE ->
                table(writer)
                        + ": a TLB may still hold the older one; `tlbi` of the address, then `dsb ish` and `isb`, must come"
                        + " after the store and its `dsb`";
            case TABLE_INVALIDATE_BARRIER ->
                table(writer) + ": nothing completes the `tlbi`; `dsb ish` must come after it";
            case TABLE_SYNCHRONISE ->
                table(writer) + ": the older one may still be in use; `isb` must come after the `dsb`";
            case TLB_UNKNOWN ->
                "translates with whatever the TLB held at entry, where translation was off; `tlbi"
                        + " vmalle1` (at EL2 `tlbi alle2`), then `dsb nsh` and `isb`, must come before";
        };
    }

    private static String subject(StaleAccess a, boolean elsewhere) {
        if (a.leaving()) {
            return "leaves for an image, and it finds";
        }
        return elsewhere ? "branches to code and accesses" : verb(a);
    }

    private static String verb(StaleAccess a) {
        return a.kind() == Kind.FETCH ? "executes" : a.kind() == Kind.TLB ? "makes a table walk read" : "reads";
    }

    private static String past(StaleAccess a, boolean elsewhere, String writer) {
        if (a.leaving()) {
            return "leaves for an image that will read past the caches what " + writer + " stored into one";
        }
        return subject(a, elsewhere) + " past the caches what " + writer + " stored into one";
    }

    private static String through(StaleAccess a, boolean elsewhere, String writer) {
        if (a.leaving()) {
            return "leaves for an image that will read through the caches what " + writer + " stored past them";
        }
        return subject(a, elsewhere) + " through the caches what " + writer + " stored past them";
    }

    private static String code(StaleAccess a, boolean elsewhere, String writer) {
        String verb = a.leaving() ? "leaves for" : elsewhere ? "branches to" : "executes";
        return verb + " what " + writer + " stored";
    }

    private static String table(String writer) {
        return "uses a translation whose table entry " + writer + " wrote";
    }
}
