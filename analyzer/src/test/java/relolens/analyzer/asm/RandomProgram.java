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
    private int fields;

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
        switch (below(38)) {
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
            case 21 -> line(".float " + below(1000) / 8.0 + ", -" + below(99) + "e" + (below(60) - 30));
            case 22 -> line(".double 1." + below(1 << 30) + "e" + (below(500) - 250) + "; .float16 " + below(60000));
            case 23 ->
                line((below(2) == 0 ? ".uleb128 " : ".sleb128 ") + (below(2) == 0 ? "" + below(100000) : distance()));
            case 24 -> line(".comm c" + below(4) + ", 16");
            case 25 ->
                line(".dcb" + new String[] {".b", ".w", ".l", ""}[below(4)] + " " + below(4) + ", " + below(100));
            case 26 -> line(".ds" + new String[] {".b", ".w", ".l", ".d"}[below(4)] + " " + below(4));
            case 27 -> {
                line(".irpc p, " + below(1000));
                line(".byte \\p + " + below(9));
                line(".endr");
            }
            case 28 -> alternate();
            case 29 -> {
                line(".pushsection .struct, \"a\"");
                line(".struct " + below(64));
                out.append("f")
                        .append(fields++)
                        .append(":\t.skip ")
                        .append(below(9))
                        .append("\n\t.popsection\n");
            }
            case 30 -> line(".long " + (fields == 0 ? "0" : "f" + below(fields)));
            case 31 -> {
                line(".weakref wr" + fields + ", weakly");
                line(".pushsection .t2, \"ax\"");
                line("bl wr" + fields++);
                line(".popsection");
            }
            case 32 -> line(".section .g" + below(3) + ", \"aG\", @progbits, grp" + below(2));
            case 33 -> line(".section .u, \"a\", @progbits, unique, " + below(3));
            case 34 -> line(".string" + new String[] {"8", "16", "32", "64"}[below(4)] + " \"t" + below(99) + "\"");
            case 35 -> line(".octa " + expression(1) + ", 0x" + Long.toHexString(random.nextLong()) + "0123456789");
            case 36 -> line(".equ e" + below(3) + ", " + distance() + "; .eqv q, e0 + 1");
            default ->
                out.append(1 + below(3)).append(":\n\t.long ").append(label()).append(" - .\n");
        }
    }

    private String label() {
        return "l" + below(labels);
    }

    private String distance() {
        return label() + " - " + label();
    }

    private void alternate() {
        line(".altmacro");
        line(".macro am" + macros + " a, b");
        line("LOCAL here");
        line("here: .byte a, b");
        line(".hword here - here");
        line(".endm");
        line("am" + macros++ + " %" + below(9) + "*" + below(9) + ", <" + below(9) + ", " + below(9) + ">");
        line(".noaltmacro");
    }

    private void code() {
        switch (below(14)) {
            case 9 -> line("movk x" + below(30) + ", #:abs_g0_nc:" + label());
            case 10 -> line("adrp x1, :got:far; ldr x1, [x1, :got_lo12:far]");
            case 11 -> line("add x1, x1, :tprel_hi12:tv; add x1, x1, :tprel_lo12_nc:tv");
            case 12 -> line("cbz x1, " + label() + "; tbz w2, #3, far");
            case 13 -> line(".tlsdesccall tv; blr x1");
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
