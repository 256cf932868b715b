package relolens.analyzer.asm;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.syntax.Expression;

/** Alignment, gaps and origins. */
final class LayoutDirectives {
    private final Assembly assembly;

    LayoutDirectives(Assembly assembly) {
        this.assembly = assembly;
    }

    void register(Map<String, Directive> directives) {
        directives.put(".align", o -> align(o, true, 1));
        directives.put(".p2align", o -> align(o, true, 1));
        directives.put(".p2alignw", o -> align(o, true, 2));
        directives.put(".p2alignl", o -> align(o, true, 4));
        directives.put(".balign", o -> align(o, false, 1));
        directives.put(".balignw", o -> align(o, false, 2));
        directives.put(".balignl", o -> align(o, false, 4));
        directives.put(".even", o -> {
            o.end();
            markGap(assembly.sections.section().code());
            assembly.sections.align(1, new byte[] {0}, 0);
        });
        directives.put(".org", this::org);
        directives.put(".skip", o -> space(o));
        directives.put(".space", o -> space(o));
        directives.put(".zero", o -> space(o));
        directives.put(".fill", this::fill);
        units(directives, 1, ".ds.b");
        units(directives, 2, ".ds", ".ds.w");
        units(directives, 4, ".ds.l", ".ds.s");
        units(directives, 8, ".ds.d");
        units(directives, 12, ".ds.x", ".ds.p");
    }

    private void align(Operands o, boolean exponent, int width) {
        long value = o.absolute(exponent ? 0 : 1);
        byte @Nullable [] pattern = null;
        long most = 0;
        if (o.comma()) {
            if (!o.atEnd() && o.cursor().peek() != ',') {
                pattern = bytes(o.absolute(), width);
            }
            if (o.comma()) {
                most = o.absolute(0);
            }
        }
        o.end();
        int power;
        if (exponent) {
            if (value < 0 || value > 31) {
                throw o.bad(
                        "expected a power of two from 0 to 31, that is an alignment of 1 byte to 2 GB, not " + value
                                + (value > 31 && Long.bitCount(value) == 1 ? " (.balign takes bytes)" : ""),
                        0);
            }
            power = (int) value;
        } else {
            if (value < 0 || Long.bitCount(value) > 1 || value > 1L << 31) {
                throw o.bad(
                        "expected an alignment in bytes that is a power of two, not " + value
                                + " (.p2align takes the exponent)",
                        0);
            }
            power = value == 0 ? 0 : Long.numberOfTrailingZeros(value);
        }
        if (most < 0) {
            throw o.bad("the most bytes to skip cannot be negative", 0);
        }
        if (power != 0) {
            markGap(assembly.sections.section().code());
            assembly.sections.align(power, pattern, most);
        }
    }

    private void markGap(boolean code) {
        assembly.sections.section().mapping.gap(assembly.sections.here(), code);
    }

    /** A known number of fill bytes is data anywhere; no byte at all, or a number known late, only among code. */
    private void markFill(@Nullable Long count) {
        OutputSection section = assembly.sections.section();
        section.mapping.data(assembly.sections.here());
        if (count != null && count > 0) {
            markGap(false);
        }
    }

    private static byte[] bytes(long value, int width) {
        byte[] pattern = new byte[width];
        for (int i = 0; i < width; i++) {
            pattern[i] = (byte) (i < 8 ? value >> 8 * i : 0);
        }
        return pattern;
    }

    private void org(Operands o) {
        Expression target = o.expression();
        byte fill = o.comma() ? (byte) o.absolute() : 0;
        o.end();
        assembly.org(target, fill, o);
    }

    private void space(Operands o) {
        int from = o.cursor().skipSpace().at();
        Expression size = o.atEnd() ? new Expression.Constant(0) : o.expression();
        byte[] fill = {o.comma() ? (byte) o.absolute() : 0};
        o.end();
        Long known = assembly.evaluator.constant(size);
        markFill(known);
        if (known == null) {
            assembly.sections.space(size, fill);
        } else {
            // GNU as takes a negative count with a warning and does nothing.
            if (known < 0) {
                assembly.problems.warning(
                        "negative-size",
                        o.directive() + ": the size is negative (" + known + "); nothing is reserved",
                        o.statement().origin(from, o.cursor().at()));
            }
            assembly.sections.fill(known, fill);
        }
    }

    private void fill(Operands o) {
        int from = o.cursor().skipSpace().at();
        Expression repeat = o.expression();
        long size = o.comma() ? o.absolute(0) : 1;
        long value = o.comma() ? o.absolute(0) : 0;
        o.end();
        if (size < 0) {
            assembly.problems.warning(
                    "negative-size", ".fill: the element size is negative; nothing is filled", o.origin());
            return;
        }
        int width = (int) Math.min(8, size);
        // Elements of more than four bytes have their upper half zero, as GNU as has had since a.out.
        byte[] pattern = bytes(width > 4 ? value & 0xffffffffL : value, width);
        Long count = assembly.evaluator.constant(repeat);
        markFill(count != null && width > 0 ? count : null);
        if (count == null) {
            if (width != 1) {
                repeat = new Expression.Binary(Expression.Operator.MULTIPLY, repeat, new Expression.Constant(width));
            }
            assembly.sections.space(repeat, pattern);
        } else if (count < 0) {
            assembly.problems.warning(
                    "negative-size",
                    String.format(Locale.ROOT, ".fill: the count is negative (%d); nothing is filled", count),
                    o.statement().origin(from, o.cursor().at()));
        } else if (width > 0) {
            assembly.sections.fill(count > Sections.MOST_BYTES * 16 ? Long.MAX_VALUE / 16 : count * width, pattern);
        }
    }

    private void units(Map<String, Directive> directives, int width, String... names) {
        for (String name : names) {
            directives.put(name, o -> {
                long count = o.absolute(0);
                byte[] fill = {o.comma() ? (byte) o.absolute() : 0};
                o.end();
                markFill(count);
                assembly.sections.fill(Math.max(0, Math.min(count, Sections.MOST_BYTES * 16)) * width, fill);
            });
        }
    }
}
