package relolens.analyzer.asm;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongPredicate;
import relolens.analyzer.syntax.Cursor;
import relolens.analyzer.syntax.Statement;

/** {@code .if} and its kin. */
final class ConditionalDirectives {
    private final Assembly assembly;

    ConditionalDirectives(Assembly assembly) {
        this.assembly = assembly;
    }

    void register(Map<String, Directive> directives) {
        number(directives, ".if", v -> v != 0);
        number(directives, ".ifne", v -> v != 0);
        number(directives, ".ifeq", v -> v == 0);
        number(directives, ".iflt", v -> v < 0);
        number(directives, ".ifle", v -> v <= 0);
        number(directives, ".ifgt", v -> v > 0);
        number(directives, ".ifge", v -> v >= 0);
        directives.put(".ifdef", o -> open(o, defined(o)));
        directives.put(".ifndef", o -> open(o, !defined(o)));
        directives.put(".ifnotdef", o -> open(o, !defined(o)));
        directives.put(".ifb", o -> open(o, blank(o)));
        directives.put(".ifnb", o -> open(o, !blank(o)));
        directives.put(".ifc", o -> compare(o, true));
        directives.put(".ifnc", o -> compare(o, false));
        directives.put(".ifeqs", o -> open(o, equalStrings(o)));
        directives.put(".ifnes", o -> open(o, !equalStrings(o)));
        directives.put(".elseif", this::elseIf);
        for (String name : new String[] {".else", ".elsec"}) {
            directives.put(name, o -> {
                assembly.conditionals.orElse(o.origin());
                o.end();
            });
        }
        for (String name : new String[] {".endif", ".endc"}) {
            directives.put(name, o -> {
                assembly.conditionals.end(o.origin());
                o.end();
            });
        }
    }

    /** Looks for the end of what is being left out. */
    void skip(Statement s) {
        String text = s.text();
        Cursor cursor = new Cursor(text, 0);
        if (text.charAt(0) != '.') {
            return;
        }
        String word = cursor.name();
        if (word == null) {
            return;
        }
        word = word.toLowerCase(Locale.ROOT);
        switch (word) {
            case ".else", ".elsec" -> assembly.conditionals.orElse(s.origin());
            case ".endif", ".endc" -> assembly.conditionals.end(s.origin());
            case ".elseif" -> elseIf(new Operands(assembly, s, word, cursor.at()));
            default -> {
                if (word.startsWith(".if")) {
                    assembly.conditionals.open(false, s.origin(), assembly.input.depth());
                }
            }
        }
    }

    private void open(Operands o, boolean condition) {
        assembly.conditionals.open(condition, o.origin(), assembly.input.depth());
    }

    private void number(Map<String, Directive> directives, String name, LongPredicate holds) {
        directives.put(name, o -> {
            // The block is open whatever becomes of its condition: its .endif must find it.
            boolean condition = false;
            try {
                condition = holds.test(o.absolute());
                o.end();
            } finally {
                open(o, condition);
            }
        });
    }

    private void elseIf(Operands o) {
        boolean condition = false;
        try {
            condition = assembly.conditionals.wantsElseIf() && o.absolute() != 0;
        } finally {
            assembly.conditionals.elseIf(condition, o.origin());
        }
    }

    private boolean defined(Operands o) {
        String name = o.cursor().name();
        if (name == null) {
            open(o, false);
            assembly.conditionals.end(o.origin());
            throw o.bad("expected a symbol name");
        }
        if (!o.atEnd()) {
            open(o, false);
            o.end();
        }
        Symbol symbol = assembly.symbols.find(name);
        return symbol != null && (symbol.defined() || symbol.commonSize >= 0);
    }

    private static boolean blank(Operands o) {
        return o.atEnd();
    }

    private void compare(Operands o, boolean wanted) {
        boolean comma = o.text().indexOf(',') >= 0;
        open(o, comma && same(o) == wanted);
        if (!comma) {
            throw o.bad("expected two pieces of text with ',' between them", 0);
        }
    }

    /** Compares as GNU as does: quotes are text, the first comma divides. */
    private static boolean same(Operands o) {
        String text = o.text();
        int comma = text.indexOf(',');
        o.cursor().rest();
        return text.substring(0, comma).strip().equals(text.substring(comma + 1).strip());
    }

    private boolean equalStrings(Operands o) {
        boolean equal = false;
        boolean read = false;
        try {
            byte[] first = o.string();
            if (!o.comma()) {
                throw o.bad("expected ',' between the two strings");
            }
            equal = Arrays.equals(first, o.string());
            read = true;
        } finally {
            if (!read) {
                open(o, false);
            }
        }
        return equal;
    }
}
