package relolens.analyzer.asm;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives every fragment its address: subsections in order, gaps as wide as they must be. */
final class Layout {
    private static final int MOST_ROUNDS = 64;

    private final Assembly assembly;
    private final Set<Fragment> reported = new HashSet<>();

    Layout(Assembly assembly) {
        this.assembly = assembly;
    }

    void run() {
        for (OutputSection section : assembly.sections.all()) {
            for (int subsection : section.subsections.keySet()) {
                assembly.sections.move(new Sections.Position(section, subsection));
                section.mapping.gap(assembly.sections.here(), section.code());
            }
        }
        nameSections();
        boolean changed = true;
        for (int round = 0; changed && round < MOST_ROUNDS; round++) {
            changed = false;
            for (OutputSection section : assembly.sections.all()) {
                changed |= place(section, false);
            }
            if (round == 0) {
                assembly.evaluator.layoutDone();
                changed = true;
            }
        }
        for (OutputSection section : assembly.sections.all()) {
            place(section, true);
        }
    }

    /** A symbol nobody defined that is called like a section is that section's start. */
    private void nameSections() {
        for (Symbol s : assembly.symbols.all()) {
            OutputSection section = s.defined() ? null : assembly.sections.find(s.name());
            if (section != null) {
                s.define(section.begin(s.origin()), s.origin());
                s.sectionStart = true;
            }
        }
    }

    private boolean place(OutputSection section, boolean last) {
        boolean changed = false;
        long address = 0;
        for (List<Fragment> fragments : section.subsections.values()) {
            for (Fragment f : fragments) {
                changed |= f.address != address;
                f.address = address;
                if (!f.fixed()) {
                    long size = size(f, last);
                    changed |= size != f.size;
                    f.size = size;
                }
                address += f.size;
            }
        }
        section.size = address;
        return changed;
    }

    private long size(Fragment f, boolean last) {
        switch (f.kind) {
            case ALIGN -> {
                long unit = 1L << f.power;
                long pad = -f.address & unit - 1;
                if (last
                        && f.pattern.length > 1
                        && pad % f.pattern.length != 0
                        && (f.most == 0 || pad <= f.most)
                        && reported.add(f)) {
                    assembly.problems.error(
                            "bad-padding",
                            "the gap has " + pad + " bytes, which is no multiple of the fill value's "
                                    + f.pattern.length,
                            f.origin);
                }
                return f.most != 0 && pad > f.most ? 0 : pad;
            }
            case ORG -> {
                return origin(f, last);
            }
            case SPACE -> {
                Long size = value(f, last, "the size");
                if (size != null && size < 0 && last && reported.add(f)) {
                    assembly.problems.error("negative-size", "the size comes to " + size, f.origin);
                }
                return size == null || size < 0 ? 0 : bounded(size, f, last);
            }
            default -> {
                Long value = value(f, last, "the value");
                // Never shrinks, so that the rounds end.
                return Leb.encode(value == null ? 0 : value, f.signed, (int) Math.max(1, f.size)).length;
            }
        }
    }

    private @Nullable Long value(Fragment f, boolean last, String what) {
        if (f.expression == null) {
            return null;
        }
        Linear linear = assembly.evaluator.evaluate(f.expression);
        if (linear.known()) {
            return linear.constant();
        }
        if (f.kind == Fragment.Kind.LEB
                && linear.problem() == null
                && linear.minus() == null
                && linear.plus() != null
                && linear.plus().place != null) {
            // GNU as writes a label's offset in its section.
            return linear.constant() + linear.plus().place.address();
        }
        if (last && reported.add(f)) {
            assembly.problems.error("not-constant", what + " is no plain number: " + why(linear), f.origin);
        }
        return null;
    }

    static String why(Linear linear) {
        if (linear.problem() != null) {
            return linear.problem();
        }
        Symbol s = linear.plus() != null ? linear.plus() : linear.minus();
        return s == null
                ? "it is not known"
                : "'" + s.name() + "' is " + (s.defined() ? "an address in a section" : "not defined");
    }

    private long origin(Fragment f, boolean last) {
        if (f.expression == null) {
            return 0;
        }
        Linear linear = assembly.evaluator.evaluate(f.expression);
        long target = linear.constant();
        Symbol plus = linear.plus();
        boolean inSection =
                plus == null || plus.place != null && plus.place.section().equals(f.section);
        if (linear.problem() != null || linear.minus() != null || !inSection) {
            if (last && reported.add(f)) {
                assembly.problems.error(
                        "bad-org", ".org needs a place in this section or a plain number: " + why(linear), f.origin);
            }
            return 0;
        }
        if (plus != null && plus.place != null) {
            target += plus.place.address();
        }
        if (target < f.address) {
            if (last && reported.add(f)) {
                assembly.problems.error(
                        "org-backwards",
                        ".org would move backwards, from offset " + f.address + " to " + target
                                + "; what stands before it is too long",
                        f.origin);
            }
            return 0;
        }
        return bounded(target - f.address, f, last);
    }

    private long bounded(long size, Fragment f, boolean last) {
        if (size <= Sections.MOST_BYTES || f.section.empty()) {
            return size;
        }
        if (last && reported.add(f)) {
            assembly.problems.error(
                    "output-too-big",
                    "this would make the object bigger than " + (Sections.MOST_BYTES >> 20) + " MB",
                    f.origin);
        }
        return 0;
    }

    /** {@return the section's bytes; empty for one that has none in the file} */
    byte[] content(OutputSection section) {
        if (section.empty() || section.size > Sections.MOST_BYTES * 2) {
            return new byte[0];
        }
        byte[] out = new byte[(int) section.size];
        for (List<Fragment> fragments : section.subsections.values()) {
            for (Fragment f : fragments) {
                write(f, out);
            }
        }
        return out;
    }

    private void write(Fragment f, byte[] out) {
        int at = (int) f.address;
        int size = (int) f.size;
        switch (f.kind) {
            case BYTES -> f.copyTo(out, at);
            case LEB -> {
                Long value = value(f, false, "");
                byte[] leb = Leb.encode(value == null ? 0 : value, f.signed, size);
                System.arraycopy(leb, 0, out, at, Math.min(size, leb.length));
            }
            case ALIGN -> {
                if (f.code) {
                    nops(out, at, size);
                } else {
                    pattern(f, out, at, size, size % f.pattern.length);
                }
            }
            default -> pattern(f, out, at, size, 0);
        }
    }

    private static void pattern(Fragment f, byte[] out, int at, int size, int skip) {
        for (int i = skip; i < size; i++) {
            out[at + i] = f.pattern[(i - skip) % f.pattern.length];
        }
    }

    /** Zero bytes up to a word boundary, then NOPs (D503201F). */
    private static void nops(byte[] out, int at, int size) {
        for (int i = size & 3; i + 4 <= size; i += 4) {
            out[at + i] = 0x1f;
            out[at + i + 1] = 0x20;
            out[at + i + 2] = 0x03;
            out[at + i + 3] = (byte) 0xd5;
        }
    }
}
