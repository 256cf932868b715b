package relolens.analyzer.asm;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Origin;
import relolens.analyzer.syntax.Cursor;
import relolens.analyzer.syntax.Expression;
import relolens.analyzer.syntax.Statement;

/** Labels, assignments, register aliases, and directives that say something about a symbol. */
final class SymbolDirectives {
    private final Assembly assembly;

    SymbolDirectives(Assembly assembly) {
        this.assembly = assembly;
    }

    void register(Map<String, Directive> directives) {
        directives.put(".set", o -> set(o, false));
        directives.put(".equ", o -> set(o, false));
        directives.put(".eqv", o -> set(o, false));
        directives.put(".equiv", o -> set(o, true));
        each(directives, List.of(".globl", ".global"), s -> {
            s.global = true;
            s.described = true;
        });
        each(directives, List.of(".weak"), s -> s.weak = true);
        each(directives, List.of(".local"), s -> s.local = true);
        each(directives, List.of(".hidden"), s -> s.visibility = 2);
        each(directives, List.of(".protected"), s -> s.visibility = 3);
        each(directives, List.of(".internal"), s -> s.visibility = 1);
        each(directives, List.of(".variant_pcs"), s -> {});
        directives.put(".extern", o -> o.cursor().rest());
        directives.put(".weakref", o -> o.cursor().rest());
        directives.put(".symver", o -> o.cursor().rest());
        directives.put(".type", this::type);
        directives.put(".size", this::size);
        directives.put(".comm", o -> common(o, false));
        directives.put(".common", o -> common(o, false));
        directives.put(".lcomm", this::localCommon);
        directives.put(".unreq", this::unalias);
        directives.put(".req", o -> {
            throw o.bad("expected the alias before it: NAME .req REGISTER", 0);
        });
    }

    void label(String name, Origin origin) {
        Symbol before = assembly.symbols.label(name, origin);
        if (before != null) {
            duplicate(before, origin);
        }
    }

    private void duplicate(Symbol before, Origin origin) {
        assembly.problems.error(
                "duplicate-symbol",
                "'" + before.name() + "' is defined already, at "
                        + before.origin().span().text() + "; rename one (in a macro: use \\@ or a numeric label)",
                origin);
    }

    /** {@code name = value}, {@code name == value}, {@code . = value}. */
    void assign(String name, Statement s, Cursor cursor, int from) {
        cursor.take('=');
        boolean once = cursor.take('=');
        Operands o = new Operands(assembly, s, name, cursor.at());
        Expression value = o.expression();
        o.end();
        if (name.equals(".")) {
            assembly.sections.org(value, new byte[] {0});
            return;
        }
        set(name, value, once, s.origin(from, from + name.length()));
    }

    private void set(Operands o, boolean once) {
        int from = o.cursor().skipSpace().at();
        String name = o.name();
        Origin origin = o.statement().origin(from, o.cursor().at());
        if (!o.comma()) {
            throw o.bad("expected ',' and a value after '" + name + "'");
        }
        Expression value = o.expression();
        o.end();
        if (name.equals(".")) {
            assembly.sections.org(value, new byte[] {0});
            return;
        }
        set(name, value, once, origin);
    }

    private void set(String name, Expression value, boolean once, Origin origin) {
        Symbol known = assembly.symbols.find(name);
        Long constant = assembly.evaluator.constant(value);
        if (once && known != null && known.defined()) {
            duplicate(known, origin);
            return;
        }
        Symbol before =
                assembly.symbols.set(name, constant == null ? value : new Expression.Constant(constant), origin);
        if (before != null) {
            duplicate(before, origin);
            return;
        }
        Linear linear = assembly.evaluator.evaluateThrough(value);
        Symbol target = linear.minus() == null ? linear.plus() : null;
        if (target != null && target.place != null) {
            assembly.symbols.obtain(name).inherit(target);
        }
    }

    /** {@code name .req register}; {@return whether the statement was one} */
    boolean registerAlias(String name, Statement s, int after) {
        String rest = s.text().substring(after).strip();
        if (!rest.startsWith(".req") || rest.length() < 6 || rest.charAt(4) != ' ') {
            return false;
        }
        String register = rest.substring(5).strip().toLowerCase(Locale.ROOT);
        String target = assembly.symbols.register(rest.substring(5).strip());
        String before = assembly.symbols.alias(name, target != null ? target : register);
        if (before != null) {
            assembly.problems.warning(
                    "register-alias",
                    "'" + name + "' stands for " + before + " already and still does; .unreq it first",
                    s.origin());
        }
        return true;
    }

    private void unalias(Operands o) {
        String name = o.name();
        o.end();
        if (!assembly.symbols.unalias(name)) {
            assembly.problems.warning("register-alias", "there is no register alias '" + name + "'", o.origin());
        }
    }

    private void each(Map<String, Directive> directives, List<String> names, Consumer<Symbol> mark) {
        for (String name : names) {
            directives.put(name, o -> {
                do {
                    mark.accept(named(o));
                } while (o.comma());
                o.end();
            });
        }
    }

    /** {@return the symbol whose property a directive gives} */
    private Symbol named(Operands o) {
        Symbol symbol = assembly.symbols.obtain(o.name());
        symbol.described |= !symbol.name().startsWith(".L");
        return symbol;
    }

    private void type(Operands o) {
        Symbol symbol = named(o);
        o.comma();
        Cursor cursor = o.cursor();
        @Nullable String word = o.textIfQuoted();
        if (word == null) {
            if (cursor.peek() == '%' || cursor.peek() == '@' || cursor.peek() == '#') {
                cursor.moveTo(cursor.at() + 1);
            }
            word = cursor.rest();
        }
        symbol.type = switch (word.toLowerCase(Locale.ROOT)) {
            case "function", "stt_func" -> Symbol.FUNCTION;
            case "object", "stt_object" -> Symbol.OBJECT;
            case "notype", "stt_notype" -> Symbol.NOTYPE;
            case "tls_object", "stt_tls" -> Symbol.TLS;
            case "common", "stt_common" -> Symbol.COMMON;
            case "gnu_indirect_function", "stt_gnu_ifunc" -> Symbol.INDIRECT_FUNCTION;
            default ->
                throw o.bad("unknown symbol type '" + word
                        + "'; expected function, object, notype, tls_object, common or gnu_indirect_function");
        };
    }

    private void size(Operands o) {
        Symbol symbol = named(o);
        if (!o.comma()) {
            throw o.bad("expected ',' and the size");
        }
        Expression size = o.expression();
        Long constant = assembly.evaluator.constant(size);
        symbol.size = constant == null ? size : new Expression.Constant(constant);
        o.end();
    }

    private void common(Operands o, boolean local) {
        Symbol symbol = assembly.symbols.obtain(o.name());
        if (!o.comma()) {
            throw o.bad("expected ',' and the size");
        }
        long size = o.absolute();
        long alignment = o.comma() ? o.absolute() : 0;
        o.end();
        if (size < 0 || alignment < 0) {
            throw o.bad("size and alignment cannot be negative", 0);
        }
        if (symbol.defined()) {
            throw o.bad("'" + symbol.name() + "' is defined already", 0);
        }
        if (local || symbol.local) {
            inBss(
                    symbol,
                    size,
                    alignment != 0 ? alignment : size >= 16 ? 16 : Long.highestOneBit(Math.max(1, size)),
                    o.origin());
            return;
        }
        symbol.commonSize = size;
        symbol.commonAlignment = alignment != 0 ? alignment : defaultAlignment(size);
        symbol.global = true;
        symbol.type = Symbol.OBJECT;
        symbol.size = new Expression.Constant(size);
    }

    private static long defaultAlignment(long size) {
        return size <= 1 ? 1 : size >= 16 ? 16 : Long.highestOneBit(size * 2 - 1);
    }

    private void localCommon(Operands o) {
        common(o, true);
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
