package relolens.analyzer.asm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.syntax.Expression;
import relolens.emulator.isa.Encoder;
import relolens.emulator.isa.Fixup;

/** After layout: puts values into waiting bytes, or leaves relocations where only a linker can. */
final class Resolution {
    private final Assembly assembly;
    private final Map<OutputSection, List<AssembledUnit.Relocation>> relocations = new HashMap<>();

    Resolution(Assembly assembly) {
        this.assembly = assembly;
    }

    List<AssembledUnit.Relocation> of(OutputSection section) {
        return relocations.getOrDefault(section, List.of());
    }

    void run() {
        for (Pending pending : assembly.pending) {
            if (pending instanceof Pending.Data data) {
                data(data);
            } else if (pending instanceof Pending.Code code) {
                code(code);
            } else if (pending instanceof Pending.Mark mark) {
                mark(mark);
            } else if (pending instanceof Pending.Explicit explicit) {
                explicit(explicit);
            }
        }
    }

    /** Adds a relocation of a frame entry, {@code offset} bytes into {@code section}, against a section's start. */
    void frame(OutputSection section, long offset, int type, String target, long addend) {
        relocations
                .computeIfAbsent(section, k -> new ArrayList<>())
                .add(new AssembledUnit.Relocation(offset, type, target, addend));
    }

    /** Puts in a value that came up after layout, or its relocation. */
    void now(Pending.Data data) {
        data(data);
    }

    private void fail(Pending p, String code, String message) {
        assembly.problems.error(code, message, p.origin());
    }

    private void data(Pending.Data d) {
        Linear v = assembly.evaluator.evaluate(d.value());
        if (v.problem() != null) {
            fail(d, "bad-value", v.problem());
            return;
        }
        Symbol plus = v.plus();
        Symbol minus = v.minus();
        if (plus == null && minus == null) {
            store(d, v.constant());
            return;
        }
        boolean relative = minus != null;
        if (minus != null && (minus.place == null || !minus.place.section().equals(d.at().section())) || plus == null) {
            fail(
                    d,
                    "bad-difference",
                    "cannot subtract '" + (minus == null ? "?" : minus.name())
                            + "' here: it is not in this section, so no relocation can say that");
            return;
        }
        Integer type = RelocationTypes.data(d.size(), relative);
        if (type == null) {
            fail(
                    d,
                    "no-relocation",
                    "an address does not fit into " + d.size() + " byte(s): no relocation is so small");
            return;
        }
        long addend = v.constant();
        if (minus != null && minus.place != null) {
            addend += d.at().address() - minus.place.address();
        }
        relocate(d, d.at(), type, plus, addend);
    }

    private void store(Pending.Data d, long value) {
        int size = d.size();
        if (size < 8 && (value >> 8 * size) != 0 && (value >> 8 * size - 1) != -1) {
            fail(d, "value-too-big", "the value " + value + " does not fit into " + size + " byte(s)");
            return;
        }
        d.at().fragment().put(d.at().offset(), size, value);
    }

    private void relocate(Pending p, Place at, int type, @Nullable Symbol symbol, long addend) {
        String name = "";
        if (symbol != null) {
            Place place = symbol.place;
            int mark = symbol.name().indexOf('#');
            if (mark > 0 && place == null) {
                fail(p, "bad-operand", "there is no label " + symbol.name().substring(0, mark) + ": after this line");
                return;
            }
            if (symbol.name().equals(".") && place != null) {
                name = place.section().name;
                addend += place.address();
            } else {
                name = symbol.name();
                symbol.referenced = true;
            }
        }
        relocations
                .computeIfAbsent(at.section(), k -> new ArrayList<>())
                .add(new AssembledUnit.Relocation(at.address(), type, name, addend));
    }

    private void code(Pending.Code c) {
        Fixup fixup = c.fixup();
        Linear v = assembly.evaluator.evaluate(c.value());
        if (v.problem() != null || v.minus() != null) {
            fail(c, "bad-value", v.problem() != null ? v.problem() : Layout.why(v));
            return;
        }
        Symbol plus = v.plus();
        Place target = plus == null ? null : plus.place;
        boolean relative = switch (fixup.kind()) {
            case BRANCH26, BRANCH19, BRANCH14, LITERAL19, ADR21 ->
                fixup.modifier().isEmpty();
            default -> false;
        };
        if (relative
                && plus != null
                && target != null
                && !plus.external()
                && target.section().equals(c.at().section())) {
            patch(c, target.address() + v.constant() - c.at().address());
            return;
        }
        if (plus == null && !relative && !leftToLinker(fixup)) {
            patch(c, v.constant());
            return;
        }
        Integer type = RelocationTypes.of(fixup, c.at().fragment().word(c.at().offset()));
        if (type == null) {
            fail(
                    c,
                    fixup.modifier().isEmpty() ? "bad-operand" : "no-relocation",
                    fixup.modifier().isEmpty()
                            ? c.mnemonic() + ": expected a plain number here, but " + Layout.why(v)
                            : "':" + fixup.modifier() + ":' cannot stand in this operand");
            return;
        }
        if (RelocationTypes.threadLocal(type)
                && plus != null
                && target != null
                && !plus.external()
                && (target.section().flags & OutputSection.TLS) == 0) {
            fail(
                    c,
                    "no-relocation",
                    "':" + fixup.modifier() + ":' needs a thread-local variable; '" + plus.name() + "' is in section '"
                            + target.section().name + "'");
            return;
        }
        if (plus != null) {
            plus.threadLocal |= RelocationTypes.threadLocal(type);
        } else if (RelocationTypes.threadLocal(type)) {
            fail(c, "no-relocation", "':" + fixup.modifier() + ":' needs a thread-local variable, not a number");
            return;
        } else if (c.value() instanceof Expression.Reference r && r.target() instanceof Symbol s) {
            relocate(c, c.at(), type, s, 0);
            return;
        }
        relocate(c, c.at(), type, plus, v.constant());
    }

    /** {@return whether GNU as leaves even a plain number to the linker} */
    private static boolean leftToLinker(Fixup fixup) {
        return switch (fixup.kind()) {
            case ADRP21 -> true;
            case ADD12, LDST12 -> !fixup.modifier().isEmpty();
            case MOVW16, ADR21, LITERAL19, BRANCH19 ->
                !fixup.modifier().isEmpty()
                        && !fixup.modifier().startsWith("abs_g")
                        && !fixup.modifier().startsWith("prel_g")
                        && !fixup.modifier().startsWith("gotoff_g");
            default -> false;
        };
    }

    private void patch(Pending.Code c, long value) {
        int before = c.at().fragment().word(c.at().offset());
        Encoder.Result result = c.fixup().kind() == Fixup.Kind.REENCODE
                ? assembly.instructions.again(c)
                : Encoder.patch(before, c.fixup(), value);
        if (result.problem() != null) {
            fail(c, "value-out-of-range", c.mnemonic() + ": " + result.problem());
            return;
        }
        c.at().fragment().put(c.at().offset(), 4, result.word());
    }

    private void mark(Pending.Mark m) {
        Linear v = assembly.evaluator.evaluate(m.value());
        Symbol symbol = v.plus();
        if (v.problem() != null || v.minus() != null || symbol == null) {
            fail(m, "bad-value", v.problem() != null ? v.problem() : "expected a symbol");
            return;
        }
        relocate(m, m.at(), m.type(), symbol, v.constant());
    }

    private void explicit(Pending.Explicit e) {
        Linear offset = assembly.evaluator.evaluate(e.offset());
        Linear value = e.value() == null ? Linear.of(0) : assembly.evaluator.evaluate(e.value());
        Symbol base = offset.plus();
        if (offset.problem() != null
                || offset.minus() != null
                || base != null && (base.place == null || !base.place.section().equals(e.at().section()))) {
            fail(e, "bad-reloc", ".reloc: the offset must be a number or a place in this section");
            return;
        }
        if (value.problem() != null || value.minus() != null) {
            fail(e, "bad-reloc", ".reloc: the value must be a symbol and a number");
            return;
        }
        Place at = base == null || base.place == null ? e.at() : base.place;
        long address = (base == null || base.place == null ? 0 : at.address()) + offset.constant();
        if (address < 0 || address > e.at().section().size) {
            fail(
                    e,
                    "bad-reloc",
                    ".reloc: offset " + address + " is outside of the section's " + e.at().section().size + " bytes");
            return;
        }
        Place here = new Place(at.fragment(), address - at.fragment().address);
        relocate(e, here, e.type(), value.plus(), value.constant());
    }
}
