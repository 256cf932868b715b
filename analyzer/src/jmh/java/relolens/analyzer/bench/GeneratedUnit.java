package relolens.analyzer.bench;

/** Writes assembly of any length, valid and annotated, for questions of growth. */
final class GeneratedUnit {
    /** Lines of one block of {@link #text}, whatever the shape. */
    private static final int BLOCK = 16;

    private GeneratedUnit() {}

    /**
     * {@return about {@code lines} lines}
     *
     * @param shape "routines": many short ones; "routine": a single long one of loops and forward branches;
     *     "macros": as "routines", with the copy from an assembler macro and the sizes from the preprocessor
     */
    static String text(String shape, int lines) {
        StringBuilder out = new StringBuilder();
        boolean macros = shape.equals("macros");
        out.append("#define STEP 16\n");
        out.append("\t.macro move to, from\n\tldp x5, x6, [\\from], #STEP\n\tstp x5, x6, [\\to], #STEP\n\t.endm\n");
        boolean one = shape.equals("routine");
        for (int i = 0; i < lines / BLOCK; i++) {
            boolean first = i == 0 || !one;
            boolean last = (i + 1) * BLOCK + BLOCK > lines || !one;
            out.append(first ? "//@ entry el=1 mmu=any daif=masked\n" : "\tnop\n");
            out.append(first ? "//@ x0: data va\n" : "\tnop\n");
            out.append(first ? "//@ x1: data va\n" : "\tnop\n");
            out.append(first ? "\t.type r" + i + ", %function\nr" + i + ":\n" : "\tnop\n\tnop\n");
            out.append("\tadd x2, x0, #4096\n\tmov x3, x0\n.Lloop").append(i).append(":\n");
            out.append(macros ? "\tmove x3, x1\n\tnop\n" : "\tldp x5, x6, [x1], #16\n\tstp x5, x6, [x3], #16\n");
            out.append("\tcmp x3, x2\n\tb.lo .Lloop").append(i).append('\n');
            out.append("\tcbz x5, .Lend").append(i).append("\n\tdsb sy\n.Lend").append(i).append(":\n");
            out.append(last ? "\tret\n" : "\tand x7, x5, #0xff\n");
        }
        return out.toString();
    }
}
