package relolens.analyzer.unit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes a text as somebody might who works on it, and as nobody would. */
final class RandomEdits {
    private static final Pattern NAME = Pattern.compile("(?m)^([A-Za-z_][A-Za-z0-9_]*):");

    private static final List<String> LINES = List.of(
            "\tnop",
            "\tisb",
            "\tdsb\tsy",
            "\tdsb\tish",
            "\tret",
            "\tb\t1f",
            "1:",
            "\tcbz\tx0, 1b",
            "\tic\tiallu",
            "\tic\tialluis",
            "\tdc\tcivac, x0",
            "\tmsr\tsctlr_el1, x0",
            "\tmrs\tx1, sctlr_el1",
            "\ttlbi\tvmalle1",
            "\tstp\tx29, x30, [sp, #-16]!",
            "\tstr\tx1, [x0], #8",
            "\tadd\tx0, x0, #8",
            "\tadr\tx3, 1b",
            "\tldr\tx4, =0x123456789",
            "\tadrp\tx5, added",
            "\tbl\tadded",
            "added:",
            "\t.balign\t64",
            "\t.text",
            "\t.section\t.idmap.text, \"ax\"",
            "\t.data",
            "\t.quad\tadded",
            "\t.macro\tadded_macro",
            "\t.endm",
            "\tadded_macro",
            "#define x9 x10",
            "#undef x9",
            "#if 0",
            "#endif",
            "//@ entry el=1 mmu=off",
            "//@ entry el=2 vhe=no mmu=any",
            "//@ x0: code pa align=4K lines=clean",
            "//@ assume x0 align=64",
            "//@ allow M01: tried",
            "//@ state mmu=on",
            "// a remark",
            "",
            "\tundefined_mnemonic\tx0",
            "\t.global\tadded",
            "\t.type\tadded, %function");

    private final Random random;

    RandomEdits(long seed) {
        random = new Random(seed);
    }

    /** {@return the lines with one change in them} */
    List<String> edit(List<String> lines) {
        List<String> edited = new ArrayList<>(lines);
        if (edited.size() < 4) {
            edited.add(line(edited));
            return edited;
        }
        int at = random.nextInt(edited.size());
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> edited.add(at, line(edited));
            case 4, 5 -> edited.remove(at);
            case 6 -> edited.set(at, line(edited));
            case 7 -> edited.add(at, edited.get(random.nextInt(edited.size())));
            case 8 -> move(edited, at);
            case 9 -> rename(edited);
            case 10 -> Collections.swap(edited, at, random.nextInt(edited.size()));
            default -> edited.set(at, edited.get(at) + " // looked at");
        }
        return edited;
    }

    private String line(List<String> lines) {
        return random.nextInt(3) == 0
                ? lines.isEmpty() ? "\tnop" : lines.get(random.nextInt(lines.size()))
                : LINES.get(random.nextInt(LINES.size()));
    }

    /** Whole routines go elsewhere as often as halves of them. */
    private void move(List<String> lines, int from) {
        int many = Math.min(1 + random.nextInt(40), lines.size() - from);
        List<String> moved = new ArrayList<>(lines.subList(from, from + many));
        lines.subList(from, from + many).clear();
        lines.addAll(random.nextInt(lines.size() + 1), moved);
    }

    private void rename(List<String> lines) {
        List<String> names = new ArrayList<>();
        Matcher m = NAME.matcher(String.join("\n", lines));
        while (m.find()) {
            names.add(m.group(1));
        }
        if (!names.isEmpty()) {
            String name = names.get(random.nextInt(names.size()));
            String other = random.nextBoolean() ? name + "_too" : names.get(random.nextInt(names.size()));
            lines.replaceAll(l -> l.replaceAll("\\b" + name + "\\b", other));
        }
    }
}
