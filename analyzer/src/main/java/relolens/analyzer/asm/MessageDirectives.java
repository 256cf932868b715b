package relolens.analyzer.asm;

import java.util.Map;
import relolens.analyzer.source.Severity;

/** Directives that say something to the user. */
final class MessageDirectives {
    private final Assembly assembly;

    MessageDirectives(Assembly assembly) {
        this.assembly = assembly;
    }

    void register(Map<String, Directive> directives) {
        directives.put(".error", o -> say(o, Severity.ERROR, "user-error", ".error directive invoked in source file"));
        directives.put(
                ".warning", o -> say(o, Severity.WARNING, "user-warning", ".warning directive invoked in source file"));
        directives.put(".err", o -> assembly.problems.error("user-error", ".err encountered", o.origin()));
        directives.put(".print", o -> say(o, Severity.NOTE, "user-message", ""));
        directives.put(".abort", o -> {
            assembly.problems.error("user-error", ".abort ends the assembly here", o.origin());
            assembly.ended = true;
        });
        directives.put(".fail", this::fail);
    }

    private void say(Operands o, Severity severity, String code, String fallback) {
        String quoted = o.textIfQuoted();
        String text = quoted == null ? fallback : quoted;
        o.end();
        assembly.problems.add(severity, code, text, o.origin());
    }

    private void fail(Operands o) {
        long value = o.absolute();
        o.end();
        if (value >= 500) {
            assembly.problems.warning("user-warning", ".fail " + value + " encountered", o.origin());
        } else {
            assembly.problems.error("user-error", ".fail " + value + " encountered", o.origin());
        }
    }
}
