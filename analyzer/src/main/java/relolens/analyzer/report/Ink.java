package relolens.analyzer.report;

import java.util.Locale;
import relolens.analyzer.source.Severity;

/** Colour for terminals, or none. */
record Ink(boolean on) {
    private static final String RESET = "\u001b[0m";

    String bold(String s) {
        return paint("1", s);
    }

    String dim(String s) {
        return paint("2", s);
    }

    String good(String s) {
        return paint("32", s);
    }

    String warn(String s) {
        return paint("33", s);
    }

    String bad(String s) {
        return paint("31", s);
    }

    String name(String s) {
        return paint("36", s);
    }

    /** {@return {@code s} in the colour of {@code severity}} */
    String by(Severity severity, String s) {
        return switch (severity) {
            case ERROR -> paint("1;31", s);
            case WARNING -> paint("1;33", s);
            case NOTE -> paint("1;34", s);
        };
    }

    static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private String paint(String code, String s) {
        return on && !s.isEmpty() ? "\u001b[" + code + "m" + s + RESET : s;
    }
}
