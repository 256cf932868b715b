package relolens.analyzer.asm;

import java.util.Map;
import relolens.analyzer.source.Origin;
import relolens.analyzer.syntax.Expression;

/** Space that the linker lays out ({@code .comm}), or that lies in {@code .bss} without a label of its own. */
final class CommonDirectives {
    private final Assembly assembly;

    CommonDirectives(Assembly assembly) {
        this.assembly = assembly;
    }

    void register(Map<String, Directive> directives) {
        for (String name : new String[] {".comm", ".common", ".common.s", ".xcom"}) {
            directives.put(name, o -> common(o, Symbol.OBJECT));
        }
        directives.put(".tls_common", o -> common(o, Symbol.TLS));
        directives.put(".lcomm", this::localCommon);
    }

    /** {@return the size, or -1 for one that is out of range and ignored with a warning} */
    private long size(Operands o, String name) {
        o.comma();
        if (o.atEnd()) {
            throw o.bad("expected ',' and the size of '" + name + "' in bytes");
        }
        int from = o.cursor().skipSpace().at();
        long size = o.absolute();
        if (size < 0) {
            assembly.problems.warning(
                    "negative-size",
                    o.directive() + ": the size is negative (" + size + "); nothing is reserved",
                    o.statement().origin(from, o.cursor().at()));
        }
        return size;
    }

    private void common(Operands o, int type) {
        Symbol symbol = assembly.symbols.obtain(o.name());
        long size = size(o, symbol.name());
        if (size < 0) {
            o.cursor().rest();
            return;
        }
        long alignment = o.comma() ? alignment(o) : 0;
        o.end();
        if (symbol.defined()) {
            throw o.bad("'" + symbol.name() + "' is defined already", 0);
        }
        if (symbol.local) {
            inBss(symbol, size, alignment != 0 ? alignment : defaultAlignment(size), o.origin());
            return;
        }
        if (symbol.commonSize > 0 && symbol.commonSize != size) {
            assembly.problems.warning(
                    "common-size",
                    "the size of '" + symbol.name() + "' is " + symbol.commonSize + " already and stays that",
                    o.origin());
            return;
        }
        symbol.commonSize = size;
        symbol.commonAlignment = alignment != 0 ? alignment : defaultAlignment(size);
        symbol.global = true;
        symbol.type = type;
        symbol.size = new Expression.Constant(size);
    }

    private static long alignment(Operands o) {
        int from = o.cursor().skipSpace().at();
        long alignment = o.absolute();
        if (alignment < 0 || Long.bitCount(alignment) > 1) {
            throw o.bad("expected an alignment in bytes that is a power of two, not " + alignment, from);
        }
        return alignment;
    }

    private static long defaultAlignment(long size) {
        return size <= 1 ? 1 : size >= 16 ? 16 : Long.highestOneBit(size * 2 - 1);
    }

    private void localCommon(Operands o) {
        Symbol symbol = assembly.symbols.obtain(o.name());
        long size = size(o, symbol.name());
        o.end();
        if (size < 0) {
            return;
        }
        if (symbol.defined()) {
            throw o.bad("'" + symbol.name() + "' is defined already", 0);
        }
        inBss(symbol, size, size >= 8 ? 8 : Long.highestOneBit(Math.max(1, size)), o.origin());
    }

    private void inBss(Symbol symbol, long size, long alignment, Origin origin) {
        OutputSection bss = assembly.sections.find(".bss");
        if (bss == null) {
            return;
        }
        Sections.Position before = assembly.sections.current();
        assembly.sections.move(new Sections.Position(bss, 1));
        int power = 64 - Long.numberOfLeadingZeros(Math.max(1, alignment) - 1);
        if (power > 0 && power < 32) {
            bss.mapping.gap(assembly.sections.here(), false);
            assembly.sections.align(power, null, 0);
        }
        symbol.define(assembly.sections.here(), origin);
        symbol.type = Symbol.OBJECT;
        symbol.size = new Expression.Constant(size);
        assembly.sections.fill(size, new byte[] {0});
        assembly.sections.move(before);
    }
}
