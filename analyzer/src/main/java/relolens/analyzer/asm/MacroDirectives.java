package relolens.analyzer.asm;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.syntax.Statement;

/** {@code .macro}, {@code .rept}, {@code .irp} and what goes with them. */
final class MacroDirectives {
    private final Assembly assembly;
    private Map<String, Directive> directives = Map.of();

    MacroDirectives(Assembly assembly) {
        this.assembly = assembly;
    }

    void register(Map<String, Directive> directives) {
        this.directives = directives;
        directives.put(".macro", this::macro);
        directives.put(".endm", o -> warn(o, "there is no .macro that this could end"));
        directives.put(".exitm", o -> exit());
        directives.put(".mexit", o -> exit());
        directives.put(".purgem", this::purge);
        directives.put(".rept", this::repeat);
        directives.put(".rep", this::repeat);
        directives.put(".irp", o -> iterate(o, false));
        directives.put(".irep", o -> iterate(o, false));
        directives.put(".irpc", o -> iterate(o, true));
        directives.put(".irepc", o -> iterate(o, true));
        directives.put(".endr", o -> warn(o, "there is no .rept, .irp or .irpc that this could end"));
        directives.put(".altmacro", o -> assembly.macros.alternate(true));
        directives.put(".noaltmacro", o -> assembly.macros.alternate(false));
    }

    private void warn(Operands o, String message) {
        assembly.problems.warning("unmatched-block", o.directive() + ": " + message, o.origin());
    }

    private void macro(Operands o) {
        List<Statement> body = assembly.macros.block(true);
        if (body == null) {
            throw o.bad("the text ends before this macro's .endm", 0);
        }
        String name = new relolens.analyzer.syntax.Cursor(o.text(), 0).name();
        if (name != null && name.startsWith(".") && directives.containsKey(name.toLowerCase(java.util.Locale.ROOT))) {
            warn(o, name + " is a directive and stays one");
            return;
        }
        complain(o, assembly.macros.define(o.text(), body));
    }

    private static void complain(Operands o, @Nullable String problem) {
        if (problem != null) {
            throw o.bad(problem, 0);
        }
    }

    private void exit() {
        assembly.leaving = true;
        if (assembly.input.depth() > 1) {
            assembly.input.leave();
        }
        assembly.leaving = false;
    }

    private void purge(Operands o) {
        do {
            String name = o.name();
            if (!assembly.macros.purge(name)) {
                warn(o, "there is no macro '" + name + "'");
            }
        } while (o.comma());
        o.end();
    }

    private void repeat(Operands o) {
        long count = 0;
        @Nullable BadOperand bad = null;
        try {
            count = o.absolute();
        } catch (BadOperand e) {
            bad = e;
        }
        List<Statement> body = assembly.macros.block(false);
        if (bad != null) {
            throw bad;
        }
        if (body == null) {
            throw o.bad("the text ends before this repetition's .endr", 0);
        }
        if (count < 0) {
            throw o.bad("the count is negative: " + count);
        }
        complain(o, assembly.macros.repeat(count, body, o.statement()));
    }

    private void iterate(Operands o, boolean characters) {
        List<Statement> body = assembly.macros.block(false);
        if (body == null) {
            throw o.bad("the text ends before this repetition's .endr", 0);
        }
        complain(o, assembly.macros.iterate(characters, o.text(), body, o.statement()));
    }
}
