package relolens.analyzer.asm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Origin;
import relolens.analyzer.syntax.Expression;
import relolens.analyzer.syntax.ExpressionParser;
import relolens.analyzer.syntax.Names;

/** Symbols, numeric labels and register aliases by name, as they stand at the statement being read. */
final class SymbolTable implements Names {
    private final Map<String, Symbol> current = new HashMap<>();
    private final List<Symbol> all = new ArrayList<>();
    private final List<NameTrace.Definition> definitions = new ArrayList<>();
    private final List<NameTrace.NumericUse> numericUses = new ArrayList<>();
    private final Map<Long, Integer> instances = new HashMap<>();
    private final Map<String, String> registers = new HashMap<>();
    /** {@code .eqv} symbols that may stand for each other in a row. */
    private static final int DEEPEST_FORMULA = 20;

    private final Sections sections;
    private int formulas;
    private Origin statement;
    private @Nullable Expression here;

    SymbolTable(Sections sections, Origin start) {
        this.sections = sections;
        this.statement = start;
    }

    /** A new statement begins: its place is {@code .} until {@link #moved}. */
    void at(Origin origin) {
        statement = origin;
        here = null;
    }

    /** Bytes went out: {@code .} is elsewhere now. */
    void moved() {
        here = null;
    }

    /** {@return all symbols in order of first mention, variables once a value} */
    List<Symbol> all() {
        return all;
    }

    @Nullable
    Symbol find(String name) {
        return current.get(name);
    }

    /** {@return whether the symbol is the one its name means at the end} */
    boolean isCurrent(Symbol symbol) {
        Symbol last = current.get(symbol.name());
        return last == null || last.equals(symbol);
    }

    Symbol obtain(String name) {
        Symbol symbol = current.get(name);
        if (symbol == null) {
            symbol = new Symbol(name, statement);
            current.put(name, symbol);
            all.add(symbol);
        }
        return symbol;
    }

    /** Defines a label here; {@return the earlier definition that forbids it, or null} */
    @Nullable
    Symbol label(String name, Origin origin) {
        Symbol symbol = obtain(name);
        if (sections.here().equals(symbol.place)) {
            return null;
        }
        if (symbol.variable && symbol.formula == null) {
            symbol = succeed(symbol);
        } else if (symbol.defined()
                || symbol.commonSize >= 0
                || symbol.formula != null
                || sections.find(name) != null) {
            return symbol;
        }
        define(symbol, origin);
        return null;
    }

    private void define(Symbol symbol, Origin origin) {
        definitions.add(new NameTrace.Definition(symbol.name(), origin, true));
        Long absolute = sections.absoluteOffset();
        if (absolute == null) {
            symbol.define(sections.here(), origin);
        } else {
            symbol.set(new Expression.Constant(absolute), origin);
            symbol.variable = false;
        }
    }

    private Symbol succeed(Symbol symbol) {
        Symbol next = symbol.successor();
        current.put(next.name(), next);
        all.add(next);
        return next;
    }

    /** Defines numeric label {@code number} here. */
    void label(long number, Origin origin) {
        int instance = instances.merge(number, 1, Integer::sum);
        define(numbered(number, instance), origin);
    }

    private Symbol numbered(long number, int instance) {
        return obtain(number + "#" + instance);
    }

    /** Gives {@code name} a value; {@return the label of that name that forbids it, or null} */
    @Nullable
    Symbol set(String name, Expression value, Origin origin) {
        Symbol symbol = obtain(name);
        if (symbol.place != null || symbol.commonSize >= 0 || symbol.formula != null) {
            return symbol;
        }
        if (symbol.value != null) {
            symbol = succeed(symbol);
        }
        symbol.set(value, origin);
        definitions.add(new NameTrace.Definition(name, origin, false));
        return null;
    }

    @Override
    public Expression symbol(String name) {
        Symbol symbol = obtain(name);
        if (symbol.standsFor != null) {
            symbol = obtain(symbol.standsFor);
            symbol.weaklyUsed = true;
        } else if (symbol.formula != null) {
            return formula(symbol, symbol.formula);
        } else {
            symbol.used = true;
        }
        return symbol.value instanceof Expression.Constant k ? k : new Expression.Reference(symbol);
    }

    /** {@return what an {@code .eqv} comes to at this place} */
    private Expression formula(Symbol symbol, String text) {
        if (formulas >= DEEPEST_FORMULA) {
            return new Expression.Reference(symbol);
        }
        formulas++;
        Expression value = ExpressionParser.parse(this, text, 0).expression();
        formulas--;
        return value;
    }

    @Override
    public Expression here() {
        Long absolute = sections.absoluteOffset();
        if (absolute != null) {
            return new Expression.Constant(absolute);
        }
        if (here == null) {
            Symbol place = new Symbol(".", statement);
            place.define(sections.here(), statement);
            here = new Expression.Reference(place);
        }
        return here;
    }

    @Override
    public @Nullable Expression local(long number, boolean forward) {
        int instance = instances.getOrDefault(number, 0);
        if (!forward && instance == 0) {
            return null;
        }
        Symbol meant = numbered(number, forward ? instance + 1 : instance);
        numericUses.add(new NameTrace.NumericUse(statement, number, forward, meant.name()));
        return new Expression.Reference(meant);
    }

    /** {@return where names were given a meaning so far} */
    NameTrace trace() {
        return new NameTrace(definitions, numericUses);
    }

    /** {@return the register that {@code .req} made {@code name} stand for, or null} */
    @Nullable
    String register(String name) {
        return registers.get(name);
    }

    /** Makes {@code name} stand for {@code register}; {@return the register it stands for already, or null} */
    @Nullable
    String alias(String name, String register) {
        String target = registers.getOrDefault(register, register);
        String before = registers.putIfAbsent(name, target);
        if (before == null) {
            registers.putIfAbsent(name.toUpperCase(Locale.ROOT), target);
            registers.putIfAbsent(name.toLowerCase(Locale.ROOT), target);
        }
        return before == null || before.equals(target) ? null : before;
    }

    /** Forgets an alias; {@return whether there was one} */
    boolean unalias(String name) {
        boolean known = registers.remove(name) != null;
        registers.remove(name.toUpperCase(Locale.ROOT));
        registers.remove(name.toLowerCase(Locale.ROOT));
        return known;
    }
}
