package relolens.analyzer.asm;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
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
        directives.put(".equiv", o -> set(o, true));
        directives.put(".lsym", o -> set(o, true));
        directives.put(".eqv", this::formula);
        each(directives, List.of(".globl", ".global"), s -> {
            s.global = true;
            s.local = false;
            s.described = true;
        });
        each(directives, List.of(".weak"), s -> s.weak = true);
        each(directives, List.of(".local"), s -> {
            s.local = true;
            s.global = false;
        });
        each(directives, List.of(".hidden"), s -> s.visibility = 2);
        each(directives, List.of(".protected"), s -> s.visibility = 3);
        each(directives, List.of(".internal"), s -> s.visibility = 1);
        directives.put(".variant_pcs", this::variantCall);
        directives.put(".extern", o -> o.cursor().rest());
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

    private void variantCall(Operands o) {
        named(o).variantCall = true;
        o.end();
    }

    /** {@code .eqv}: the value is worked out at each use, with what its symbols are then. */
    private void formula(Operands o) {
        int from = o.cursor().skipSpace().at();
        String name = o.name();
        Origin origin = o.statement().origin(from, o.cursor().at());
        if (!o.comma()) {
            throw o.bad("expected ',' and a value after '" + name + "'");
        }
        int start = o.cursor().skipSpace().at();
        Expression value = o.expression();
        int end = o.cursor().at();
        o.end();
        Symbol known = assembly.symbols.find(name);
        if (known != null && (known.defined() || known.commonSize >= 0)) {
            duplicate(known, origin);
            return;
        }
        assembly.symbols.set(name, value, origin);
        assembly.symbols.obtain(name).formula = o.cursor().text().substring(start, end);
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
            if (!name.matches("(?i)[xwvqdshbzp]\\d\\d?|sp|wsp|[xw]zr|lr|fp|ip[01]")) {
                throw o.bad("there is no register alias '" + name + "'", 0);
            }
            assembly.problems.warning(
                    "register-alias", "'" + name + "' is a register's own name; it stays", o.origin());
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
}
