package relolens.analyzer.cpp;

import java.util.Random;

/** Writes macro programs that dwell on the corners: nesting, painting, pasting, strings, empty and variable arguments. */
final class RandomMacroProgram {
    private static final String[] OBJECTS = {"A", "B", "C", "D"};
    private static final String[] FUNCTIONS = {"f", "g", "h", "v", "w"};
    private static final String[] PARAMETERS = {"", "(x)", "(x, y)", "(x, ...)", "(args...)"};
    private static final String[] WORDS = {
        "1",
        "x0",
        "#",
        "+",
        "-",
        ".",
        ",",
        "[",
        "]",
        "0x1e",
        "\"s\\n\"",
        "'c'",
        "\\r",
        "\\()",
        "1b",
        "<",
        "=",
        "/",
        "@",
        "%"
    };

    private final Random random;
    private final StringBuilder out = new StringBuilder();

    RandomMacroProgram(Random random) {
        this.random = random;
    }

    String text() {
        for (String name : OBJECTS) {
            out.append("#define ").append(name).append(' ');
            words(random.nextInt(4), -1);
            out.append('\n');
        }
        for (int i = 0; i < FUNCTIONS.length; i++) {
            out.append("#define ").append(FUNCTIONS[i]).append(PARAMETERS[i]).append(' ');
            words(1 + random.nextInt(6), i);
            out.append('\n');
        }
        for (int line = 0; line < 12; line++) {
            condition(line);
            words(1 + random.nextInt(8), -1);
            out.append('\n');
        }
        return out.toString();
    }

    private void condition(int line) {
        if (random.nextInt(4) == 0) {
            out.append("#if defined(")
                    .append(pick(OBJECTS))
                    .append(") && (")
                    .append(line)
                    .append(random.nextBoolean() ? " * 3 > 7" : " % 3 == 1");
            out.append(random.nextBoolean() ? " || -1 > 0u)\n" : " ? 0 : 1 << 2)\n");
            words(3, -1);
            out.append("\n#else\n");
            words(2, -1);
            out.append("\n#endif\n");
        } else if (random.nextInt(8) == 0) {
            out.append("#undef ").append(pick(OBJECTS)).append('\n');
        }
    }

    private void words(int count, int function) {
        for (int i = 0; i < count; i++) {
            word(function, 0, i + 1 < count);
        }
    }

    private void word(int function, int depth, boolean mayPaste) {
        switch (random.nextInt(6)) {
            case 0:
                out.append(pick(OBJECTS));
                break;
            case 1:
                call(function, depth);
                break;
            case 2:
            case 3:
                parameter(function, mayPaste);
                break;
            default:
                out.append(pick(WORDS));
        }
        out.append(random.nextInt(3) > 0 ? " " : "");
    }

    private void parameter(int function, boolean mayPaste) {
        if (function <= 0) {
            out.append(pick(WORDS));
            return;
        }
        String name = function == 4
                ? "args"
                : function == 3 && random.nextBoolean()
                        ? "__VA_ARGS__"
                        : function == 2 && random.nextBoolean() ? "y" : "x";
        if (function >= 3 && random.nextInt(4) == 0) {
            out.append(random.nextBoolean() ? ", ##" : "__VA_OPT__(, k) ")
                    .append(function == 4 ? "args" : "__VA_ARGS__");
            return;
        }
        out.append(random.nextInt(5) == 0 ? " #" : " ").append(name);
        if (mayPaste && random.nextInt(4) == 0) {
            out.append(" ## ");
        }
    }

    private void call(int function, int depth) {
        int f = 1 + random.nextInt(FUNCTIONS.length - 1);
        out.append(FUNCTIONS[f]);
        if (random.nextInt(6) == 0) {
            return;
        }
        out.append(random.nextInt(4) == 0 ? " (" : "(");
        int arguments = f == 1 ? 1 : f == 2 ? 2 : 1 + random.nextInt(3);
        for (int i = 0; i < arguments; i++) {
            out.append(i > 0 ? random.nextBoolean() ? ", " : "," : "");
            argument(function, depth);
        }
        out.append(')');
    }

    /** A line inside a call never begins with a hash: gcc loses such hashes. */
    private void argument(int function, int depth) {
        int words = random.nextInt(3);
        for (int i = 0; i < words; i++) {
            int kind = random.nextInt(5);
            if (kind == 0 && depth < 2) {
                call(function, depth + 1);
            } else if (kind == 1) {
                out.append(pick(OBJECTS));
            } else if (kind == 2 && function > 0) {
                out.append(function == 4 ? "args" : "x");
            } else {
                String word = pick(WORDS);
                out.append(word.equals(",") ? "z" : word);
            }
            out.append(random.nextBoolean() ? " " : function < 0 && random.nextInt(8) == 0 ? "\nq " : "");
        }
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
