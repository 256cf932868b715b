package relolens.analyzer.dataflow;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A total order of bases that agrees with equality. Instructions moved together do not change it. */
final class BaseOrder {
    static final List<Class<? extends Base>> KINDS = List.of(
            Base.Register.class,
            Base.Symbol.class,
            Base.Code.class,
            Base.Reached.class,
            Base.Join.class,
            Base.Earlier.class,
            Base.SystemRegister.class,
            Base.Called.class,
            Base.Link.class,
            Base.Shifted.class,
            Base.LineSize.class,
            Base.LineMask.class);

    private BaseOrder() {}

    static int compare(@Nullable Base a, @Nullable Base b) {
        if (a == null || b == null || Objects.equals(a, b)) {
            return a == null ? b == null ? 0 : -1 : b == null ? 1 : 0;
        }
        int c = Integer.compare(KINDS.indexOf(a.getClass()), KINDS.indexOf(b.getClass()));
        return c != 0 ? c : alike(a, b);
    }

    private static int alike(Base a, Base b) {
        if (a instanceof Base.Register x && b instanceof Base.Register y) {
            return Integer.compare(x.number(), y.number());
        }
        if (a instanceof Base.Symbol x && b instanceof Base.Symbol y) {
            return x.name().compareTo(y.name());
        }
        if (a instanceof Base.Code x && b instanceof Base.Code y) {
            int c = x.place().section().compareTo(y.place().section());
            return c != 0 ? c : Long.compare(x.place().offset(), y.place().offset());
        }
        if (a instanceof Base.Reached x && b instanceof Base.Reached y) {
            return compare(x.from(), y.from());
        }
        if (a instanceof Base.Join x && b instanceof Base.Join y) {
            return pair(x.at(), y.at(), x.register(), y.register());
        }
        if (a instanceof Base.Earlier x && b instanceof Base.Earlier y) {
            return compare(x.of(), y.of());
        }
        if (a instanceof Base.SystemRegister x && b instanceof Base.SystemRegister y) {
            int c = x.name().compareTo(y.name());
            return c != 0 ? c : Integer.compare(x.shift(), y.shift());
        }
        if (a instanceof Base.Called x && b instanceof Base.Called y) {
            return pair(x.site(), y.site(), x.register(), y.register());
        }
        if (a instanceof Base.Link x && b instanceof Base.Link y) {
            return LINKS.compare(x.callee(), y.callee());
        }
        if (a instanceof Base.Shifted x && b instanceof Base.Shifted y) {
            int c = compare(x.of(), y.of());
            return c != 0 ? c : Integer.compare(x.shift(), y.shift());
        }
        if (a instanceof Base.LineSize x && b instanceof Base.LineSize y) {
            int c = Integer.compare(x.field(), y.field());
            return c != 0 ? c : Long.compare(x.unit(), y.unit());
        }
        if (a instanceof Base.LineMask x && b instanceof Base.LineMask y) {
            return compare(x.line(), y.line());
        }
        throw new IllegalArgumentException(a + " and " + b);
    }

    private static int pair(int a1, int b1, int a2, int b2) {
        return a1 != b1 ? Integer.compare(a1, b1) : Integer.compare(a2, b2);
    }

    /** An index is written with its digits: a longer number is a later instruction. */
    private static final Comparator<String> LINKS = Comparator.<String>comparingInt(
                    l -> l.startsWith("#") ? l.length() : 0)
            .thenComparing(l -> l);
}
