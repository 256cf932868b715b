package relolens.analyzer.asm;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import relolens.analyzer.syntax.Expression;

/** Numbers and strings as bytes. */
final class DataDirectives {
    private final Assembly assembly;

    DataDirectives(Assembly assembly) {
        this.assembly = assembly;
    }

    void register(Map<String, Directive> directives) {
        sized(directives, 1, ".byte", ".dc.b");
        sized(directives, 2, ".hword", ".2byte", ".short", ".dc", ".dc.w");
        sized(directives, 4, ".word", ".long", ".4byte", ".int", ".dc.l");
        sized(directives, 8, ".quad", ".xword", ".8byte", ".dword", ".dc.a");
        sized(directives, 16, ".octa");
        directives.put(".uleb128", o -> leb(o, false));
        directives.put(".sleb128", o -> leb(o, true));
        repeated(directives, 1, ".dcb.b");
        repeated(directives, 2, ".dcb", ".dcb.w");
        repeated(directives, 4, ".dcb.l");
    }

    private void begin() {
        assembly.sections.section().mapping.data(assembly.sections.here());
    }

    private void sized(Map<String, Directive> directives, int size, String... names) {
        for (String name : names) {
            directives.put(name, o -> numbers(o, size));
        }
    }

    private void repeated(Map<String, Directive> directives, int size, String... names) {
        for (String name : names) {
            directives.put(name, o -> repeat(o, size));
        }
    }

    /** {@code .dcb}: one value, so many times. */
    private void repeat(Operands o, int size) {
        long count = o.absolute();
        long value = o.comma() ? o.absolute() : 0;
        o.end();
        begin();
        if (count > 0 && size == 1) {
            assembly.sections.section().mapping.gap(assembly.sections.here(), false);
        }
        assembly.sections.fill(
                Math.max(0, Math.min(count, Sections.MOST_BYTES * 16)) * size,
                littleEndian(BigInteger.valueOf(value), size));
    }

    private void numbers(Operands o, int size) {
        if (o.atEnd()) {
            return;
        }
        o.checkList();
        begin();
        do {
            int from = o.cursor().skipSpace().at();
            if (o.cursor().peek() == ',' || o.atEnd()) {
                assembly.problems.warning(
                        "missing-value",
                        o.directive() + ": a value is missing here; 0 is taken",
                        o.statement().origin(from, from + 1));
                assembly.sections.emit(size, 0);
                continue;
            }
            Expression e = o.expression();
            // GNU as extends the sign of what begins with a minus, and of nothing else.
            if (size == 16
                    && e instanceof Expression.Constant k
                    && o.cursor().text().charAt(from) != '-') {
                e = new Expression.Big(new BigInteger(Long.toUnsignedString(k.value())));
            }
            if (e instanceof Expression.Big big) {
                big(o, size, big.value(), from);
            } else {
                warnIfCut(o, size, e, from);
                assembly.data(size, e, o.statement().origin(from, o.cursor().at()));
            }
        } while (o.comma());
        o.end();
    }

    private void warnIfCut(Operands o, int size, Expression e, int from) {
        Long value = size < 8 ? assembly.evaluator.constant(e) : null;
        if (value != null && (value >> 8 * size) != 0 && (value >> 8 * size - 1) != -1) {
            assembly.problems.warning(
                    "value-truncated",
                    String.format(
                            Locale.ROOT,
                            "%s: 0x%x does not fit into %d byte%s; it is cut",
                            o.directive(),
                            value,
                            size,
                            size == 1 ? "" : "s"),
                    o.statement().origin(from, o.cursor().at()));
        }
    }

    private void big(Operands o, int size, BigInteger value, int from) {
        if (value.bitLength() > size * 8) {
            assembly.problems.warning(
                    "value-truncated",
                    o.directive() + ": this number does not fit into " + size + " bytes; it is cut",
                    o.statement().origin(from, o.cursor().at()));
        }
        assembly.sections.emit(littleEndian(value, size));
        assembly.symbols.moved();
    }

    static byte[] littleEndian(BigInteger value, int size) {
        byte[] out = new byte[size];
        for (int i = 0; i < size; i++) {
            out[i] = value.shiftRight(8 * i).byteValue();
        }
        return out;
    }

    private void leb(Operands o, boolean signed) {
        o.checkList();
        begin();
        do {
            Expression e = o.expression();
            Long value = assembly.evaluator.constant(e);
            if (e instanceof Expression.Big big) {
                assembly.sections.emit(Leb.encode(big.value(), signed));
            } else if (value == null) {
                assembly.sections.leb(e, signed);
            } else {
                assembly.sections.emit(Leb.encode(value, signed, 1));
            }
            assembly.symbols.moved();
        } while (o.comma());
        o.end();
    }
}
