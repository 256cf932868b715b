package relolens.analyzer.asm;

import java.util.Random;

/** Writes programs that use the assembler's features at random, within what GNU as accepts. */
final class RandomProgram {
    private static final String[] OPERATORS = {
        "+", "-", "*", "|", "&", "^", "<<", ">>", "==", "!=", "<", ">", "<=", ">=", "&&", "||", "<>", "!"
    };
    private static final String[] SECTIONS = {
        ".text",
        ".data",
        ".section .rodata, \"a\"",
        ".section .t2, \"ax\"",
        ".section .d2, \"aw\", @progbits",
        ".section .s, \"aMS\", @progbits, 1"
    };

    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private int labels;
    private int macros;
    private int pushed;

    private RandomProgram(long seed) {
        random = new Random(seed);
    }

    static String of(long seed) {
        return new RandomProgram(seed).program();
    }

    private int below(int n) {
        return random.nextInt(n);
    }

    private String program() {
        out.append("\t.text\n\t.globl glob, far\nl0:\tnop\nglob:\tnop\n");
        labels = 1;
        for (int i = 0; i < 40; i++) {
            statement(0);
        }
        for (; pushed > 0; pushed--) {
            out.append("\t.popsection\n");
        }
        out.append("\t.text\n9:\tnop\n");
        return out.toString();
    }

    private void line(String text) {
        out.append('\t').append(text).append('\n');
    }

    private void statement(int depth) {
        switch (below(22)) {
            case 0 -> line(".byte " + (below(256) - 128) + ", " + below(256));
            case 1 -> line(".quad " + expression(3));
            case 2 -> line(".long " + below(1 << 30) + ", " + (below(2) == 0 ? "glob" : "far + " + below(99)));
            case 3 -> line(".quad " + label() + " + " + below(64));
            case 4 -> line(".asciz \"s" + below(1000) + "\\n\\x41\"");
            case 5 -> line((below(2) == 0 ? ".align " : ".p2align ") + below(5));
            case 6 -> line(".balign " + (1 << below(5)) + (below(2) == 0 ? "" : ", " + below(256)));
            case 7 -> line(".skip " + below(20) + (below(2) == 0 ? "" : ", " + below(256)));
            case 8 -> line(".fill " + below(4) + ", " + (1 << below(4)) + ", " + below(100000));
            case 9 -> out.append("l").append(labels++).append(":\n");
            case 10 -> line("nop");
            case 11 -> code();
            case 12 -> line(SECTIONS[below(SECTIONS.length)]);
            case 13 -> {
                line(".pushsection " + SECTIONS[2 + below(2)].substring(9));
                pushed++;
            }
            case 14 -> {
                if (pushed > 0) {
                    line(".popsection");
                    pushed--;
                }
            }
            case 15 -> line(".previous");
            case 16 -> line(".subsection " + below(3));
            case 17 -> line(".set v" + below(4) + ", " + expression(2));
            case 18 -> conditional(depth);
            case 19 -> repetition(depth);
            case 20 -> macro(depth);
            default ->
                out.append(1 + below(3)).append(":\n\t.long ").append(label()).append(" - .\n");
        }
    }

    private String label() {
        return "l" + below(labels);
    }

    private void code() {
        switch (below(9)) {
            case 0 -> line("b far");
            case 1 -> line("bl glob + 4");
            case 2 -> line("adrp x" + below(30) + ", " + label());
            case 3 -> line("add x1, x2, :lo12:" + label());
            case 4 ->
                line(".balign 4; ldr x" + below(30) + ", =" + (below(2) == 0 ? "" + below(4) * 1000000007L : label()));
            case 5 -> line(".balign 4; ldr w" + below(30) + ", =" + below(3));
            case 6 -> line("ldr x3, [x4, :lo12:far]");
            case 7 -> line(".ltorg");
            default -> line("movz x" + below(30) + ", #:abs_g1:" + label());
        }
    }

    private String expression(int depth) {
        if (depth == 0 || below(4) == 0) {
            return switch (below(4)) {
                case 0 -> "0x" + Integer.toHexString(below(1 << 20));
                case 1 -> "'" + (char) ('a' + below(26)) + "'";
                default -> Integer.toString(below(70));
            };
        }
        return switch (below(6)) {
            case 0 -> "(" + expression(depth - 1) + ")";
            case 1 -> "-~!".charAt(below(3)) + expression(depth - 1);
            default ->
                expression(depth - 1) + (below(2) == 0 ? " " : "") + OPERATORS[below(OPERATORS.length)] + " "
                        + expression(depth - 1);
        };
    }

    private void conditional(int depth) {
        if (depth > 2) {
            return;
        }
        line(".if " + expression(2));
        statement(depth + 1);
        if (below(2) == 0) {
            line(".else");
            line(".byte " + below(9));
        }
        line(".endif");
    }

    private void repetition(int depth) {
        if (depth > 2) {
            return;
        }
        if (below(2) == 0) {
            line(".rept " + below(4));
            line(".byte " + below(99));
            line(".endr");
        } else {
            line(".irp p, " + below(9) + ", " + below(9) + " " + below(9));
            line(".byte \\p, \\p\\()1");
            line(".endr");
        }
    }

    private void macro(int depth) {
        if (depth > 2) {
            return;
        }
        int number = macros++;
        line(".macro m" + number + " a, b=" + below(9) + ", c:vararg");
        line(".long \\a, \\b");
        line(".ascii \"\\c\\@\"");
        line(".endm");
        line("m" + number + " " + below(99) + (below(2) == 0 ? "" : ", " + below(99) + ", x y"));
        line("m" + number + " b=" + below(9) + " a=" + below(9));
    }
}
