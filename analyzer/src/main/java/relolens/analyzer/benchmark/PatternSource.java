package relolens.analyzer.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a pattern as assembly: one function over whole pages, one with every store row broken in the middle of a line. */
final class PatternSource {
    /** Caller-saved and not used by the loops around. */
    private static final int FIRST = 4;

    private static final int GENERAL = 12;
    private static final int LINE = 64;
    private static final int PAGE = 4096;

    private final CopyPattern pattern;
    private final Map<Integer, Integer> general = new LinkedHashMap<>();
    private final Map<Integer, Integer> vector = new LinkedHashMap<>();

    PatternSource(CopyPattern pattern) {
        this.pattern = pattern;
    }

    /** {@return the functions' text} @param head comment lines that go before */
    String text(String head) {
        return head + """

                /*
                 * x0 = destination   x1 = source   x2 = pages, a power of two   x3 = pages from one to the next, odd
                 */
                """ + function("relolens_pages", body(), pattern.stride())
                + function("relolens_broken", broken(), LINE)
                + "\t.section .note.GNU-stack,\"\",%progbits\n";
    }

    private String function(String name, String body, int stride) {
        StringBuilder out = new StringBuilder();
        out.append("\t.text\n\t.globl\t")
                .append(name)
                .append("\n\t.type\t")
                .append(name)
                .append(", %function\n");
        out.append("//@ entry el=1 mmu=on\n//@ x0: data va size=4M align=2M\n//@ x1: data va size=4M align=2M\n")
                .append(
                        "//@ sp: stack va size=4K\n//@ run row: mmu=on x2=512 x3=1\n//@ run hop: mmu=on x2=512 x3=171\n");
        out.append(name).append(":\n");
        lines(out, "stp\tx19, x20, [sp, #-32]!", "str\tx21, [sp, #16]", "mov\tx16, x0", "mov\tx17, x1");
        lines(out, "mov\tx19, #0", "sub\tx20, x2, #1");
        out.append("2:");
        lines(out, "add\tx0, x16, x19, lsl #12", "add\tx1, x17, x19, lsl #12", "mov\tx21, #" + PAGE / stride);
        out.append("1:\n").append(body);
        lines(out, "add\tx1, x1, #" + stride, "add\tx0, x0, #" + stride, "subs\tx21, x21, #1", "b.ne\t1b");
        if (pattern.cleans()) {
            lines(out, "sub\tx0, x0, #" + PAGE, "mov\tx21, #" + PAGE / LINE);
            out.append("3:");
            lines(out, "dc\tcivac, x0", "add\tx0, x0, #" + LINE, "subs\tx21, x21, #1", "b.ne\t3b", "dsb\tsy");
        }
        lines(out, "add\tx19, x19, x3", "and\tx19, x19, x20", "subs\tx2, x2, #1", "b.ne\t2b");
        lines(out, "ldr\tx21, [sp, #16]", "ldp\tx19, x20, [sp], #32", "ret");
        return out.append("\t.size\t")
                .append(name)
                .append(", . - ")
                .append(name)
                .append("\n\n")
                .toString();
    }

    private static void lines(StringBuilder out, String... lines) {
        for (String line : lines) {
            out.append('\t').append(line).append('\n');
        }
    }

    private String body() {
        StringBuilder out = new StringBuilder();
        for (CopyPattern.Access a : pattern.accesses()) {
            access(out, a);
        }
        return out.toString();
    }

    private void access(StringBuilder out, CopyPattern.Access a) {
        if (a.zeroes()) {
            lines(out, "add\tx4, x0, #" + a.offset(), "dc\tzva, x4");
            return;
        }
        for (int i = 0; i < a.data().size(); i += 2) {
            boolean pair = i + 1 < a.data().size() && (a.bytes() >= 8 || !a.vector());
            String op = (a.store() ? "st" : "ld")
                    + (pair ? a.nonTemporal() ? "np" : "p" : "r")
                    + (pair || a.vector() ? "" : a.bytes() == 1 ? "b" : a.bytes() == 2 ? "h" : "");
            List<String> registers = new ArrayList<>(List.of(register(a, i)));
            if (pair) {
                registers.add(register(a, i + 1));
            }
            long offset = a.offset() + (long) i * a.bytes();
            lines(
                    out,
                    op + "\t" + String.join(", ", registers) + ", [" + (a.store() ? "x0" : "x1") + ", #" + offset
                            + "]");
        }
    }

    private String register(CopyPattern.Access a, int index) {
        int n = a.data().get(index);
        if (a.vector()) {
            int to = vector.computeIfAbsent(n, k -> vector.size() % 24);
            String size =
                    a.bytes() == 16 ? "q" : a.bytes() == 8 ? "d" : a.bytes() == 4 ? "s" : a.bytes() == 2 ? "h" : "b";
            return size + (to < 8 ? to : to + 8);
        }
        String size = a.bytes() == 8 ? "x" : "w";
        return n == 31 ? size + "zr" : size + general.computeIfAbsent(n, k -> FIRST + general.size() % GENERAL);
    }

    /** Half a line, the same half of the next page, the other halves: no line is whole before another begins. */
    private static String broken() {
        StringBuilder out = new StringBuilder();
        for (int half = 0; half < LINE; half += LINE / 2) {
            lines(out, "ldp\tx4, x5, [x1, #" + half + "]", "ldp\tx6, x7, [x1, #" + (half + 16) + "]");
            lines(out, "stp\tx4, x5, [x0, #" + half + "]", "stp\tx6, x7, [x0, #" + (half + 16) + "]");
            lines(out, "eor\tx8, x0, #" + PAGE, half == 0 ? "str\tx4, [x8]" : "str\tx4, [x8, #32]");
        }
        return out.toString();
    }
}
