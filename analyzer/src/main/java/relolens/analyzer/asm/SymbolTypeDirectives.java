package relolens.analyzer.asm;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.syntax.Cursor;
import relolens.analyzer.syntax.Expression;

/** {@code .type} and {@code .size}. */
final class SymbolTypeDirectives {
    private static final int UNIQUE_OBJECT = 0x100 + Symbol.OBJECT;

    private final Assembly assembly;

    SymbolTypeDirectives(Assembly assembly) {
        this.assembly = assembly;
    }

    void register(Map<String, Directive> directives) {
        directives.put(".type", this::type);
        directives.put(".size", this::size);
    }

    private Symbol named(Operands o) {
        Symbol symbol = assembly.symbols.obtain(o.name());
        symbol.described |= !symbol.name().startsWith(".L");
        return symbol;
    }

    private void type(Operands o) {
        Symbol symbol = named(o);
        o.comma();
        Cursor cursor = o.cursor();
        int from = cursor.skipSpace().at();
        @Nullable String word = o.textIfQuoted();
        if (word == null) {
            if (cursor.peek() == '%' || cursor.peek() == '@' || cursor.peek() == '#') {
                cursor.moveTo(cursor.at() + 1);
            }
            from = cursor.at();
            word = cursor.rest();
        }
        int type = number(word);
        if (type < 0) {
            throw o.bad(
                    "unknown symbol type '" + word
                            + "'; expected function, object, notype, tls_object, common, gnu_indirect_function or"
                            + " gnu_unique_object",
                    from);
        }
        if (type == Symbol.COMMON) {
            common(symbol, o);
        } else if (type == UNIQUE_OBJECT) {
            symbol.type = Symbol.OBJECT;
            symbol.unique = true;
        } else {
            symbol.type = type;
        }
    }

    private static void common(Symbol symbol, Operands o) {
        if (symbol.defined()) {
            throw o.bad("'" + symbol.name() + "' is defined already; a common symbol has no place of its own", 0);
        }
        if (symbol.commonSize < 0) {
            symbol.commonSize = 0;
            symbol.commonAlignment = 1;
            symbol.size = new Expression.Constant(0);
        }
        symbol.global = true;
        symbol.type = Symbol.OBJECT;
    }

    private static int number(String word) {
        return switch (word) {
            case "function", "2", "STT_FUNC" -> Symbol.FUNCTION;
            case "object", "1", "STT_OBJECT" -> Symbol.OBJECT;
            case "notype", "0", "STT_NOTYPE" -> Symbol.NOTYPE;
            case "tls_object", "6", "STT_TLS" -> Symbol.TLS;
            case "common", "5", "STT_COMMON" -> Symbol.COMMON;
            case "gnu_indirect_function", "10", "STT_GNU_IFUNC" -> Symbol.INDIRECT_FUNCTION;
            case "gnu_unique_object" -> UNIQUE_OBJECT;
            default -> -1;
        };
    }

    private void size(Operands o) {
        Symbol symbol = named(o);
        if (!o.comma()) {
            throw o.bad("expected ',' and the size");
        }
        Expression size = o.expression();
        Long constant = assembly.evaluator.constant(size);
        o.end();
        if (symbol.commonSize < 0) {
            symbol.size = constant == null ? size : new Expression.Constant(constant);
        }
    }
}
