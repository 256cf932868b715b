package relolens.analyzer.asm;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes {@code .eh_frame} (Linux Standard Base, exception frames) or {@code .debug_frame} (DWARF 5, 6.4.1) of a unit's
 * procedures, once their places are known.
 */
final class FrameSection {
    private static final int ALIGNMENT = 8;
    private static final int CODE_ALIGNMENT = 4;
    private static final int RELATIVE_SIGNED_4 = 0x1b;
    private static final int ABS64 = 257;
    private static final int ABS32 = 258;
    private static final int PREL32 = 261;

    /** @param of the procedure that it was made for */
    private record Common(int offset, List<byte[]> program, CfiProcedure of) {}

    /** Something that the linker or the layout decides on, {@code offset} bytes into what is made here. */
    private sealed interface Mention {}

    private record Start(int offset, int common, Place place) implements Mention {}

    private record Pointer(int offset, EncodedPointer to) implements Mention {}

    private record Label(int offset, String name, CfiProcedure of) implements Mention {}

    private final boolean debug;
    private final Assembly assembly;
    private final Resolution resolution;
    private final List<Common> commons = new ArrayList<>();
    private final List<Mention> mentions = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int firstEnd = -1;

    /** @param debug whether it is to be {@code .debug_frame}: absolute addresses, no augmentation */
    FrameSection(boolean debug, Assembly assembly, Resolution resolution) {
        this.debug = debug;
        this.assembly = assembly;
        this.resolution = resolution;
    }

    /** Adds the section and its relocations. To be called after layout, for it changes no other section. */
    void make(List<CfiProcedure> procedures) {
        if (assembly.sections.full()) {
            return;
        }
        for (CfiProcedure p : procedures) {
            procedure(p, p.equals(procedures.get(procedures.size() - 1)));
        }
        String name = debug ? ".debug_frame" : ".eh_frame";
        OutputSection section =
                assembly.sections.obtain(name, name, debug ? 0 : OutputSection.ALLOC, OutputSection.PROGBITS);
        section.align(3);
        assembly.sections.move(new Sections.Position(section, 0));
        Place place = assembly.sections.here();
        long before = section.size;
        assembly.sections.emit(out.toByteArray());
        if (assembly.sections.full()) {
            return;
        }
        section.size += out.size();
        if (!debug) {
            section.mapping.gap(new Place(place.fragment(), place.offset() + firstEnd), false);
        }
        for (Mention mention : mentions) {
            if (mention instanceof Start start) {
                Place at = start.place();
                if (debug) {
                    resolution.frame(section, before + start.offset() - 4, ABS32, name, before + start.common());
                }
                resolution.frame(
                        section, before + start.offset(), debug ? ABS64 : PREL32, at.section().name, at.address());
            } else if (mention instanceof Pointer pointer) {
                Place at = new Place(place.fragment(), place.offset() + pointer.offset());
                pointer.to().resolve(at, assembly.evaluator, resolution);
            } else if (mention instanceof Label label) {
                define(label, new Place(place.fragment(), place.offset() + label.offset()));
            }
        }
    }

    private void define(Label label, Place at) {
        Symbol symbol = assembly.symbols.obtain(label.name());
        if (symbol.defined() && !at.equals(symbol.place)) {
            assembly.problems.error(
                    "bad-operand", "the .cfi_label '" + label.name() + "' is defined already", label.of().origin);
        } else {
            symbol.define(at, label.of().origin);
        }
    }

    /** Leaves room for a pointer in an entry whose body will begin after its length. */
    private void pointer(EncodedPointer pointer, ByteArrayOutputStream body) {
        mentions.add(new Pointer(out.size() + 4 + body.size(), pointer));
        number(body, 0, pointer.size());
    }

    private static void number(ByteArrayOutputStream to, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            to.write((int) (value >> 8 * i));
        }
    }

    /** Ends an entry that began at {@code from}: pads with DW_CFA_nop and sets its length. */
    private void close(ByteArrayOutputStream body, int alignment) {
        while ((out.size() + 4 + body.size()) % alignment != 0) {
            body.write(0);
        }
        number(out, body.size(), 4);
        out.writeBytes(body.toByteArray());
    }

    private void procedure(CfiProcedure p, boolean last) {
        Place end = p.end;
        if (end == null) {
            return;
        }
        int shared = 0;
        while (shared < p.steps.size()
                && p.steps.get(shared).shared()
                && p.steps.get(shared).at().address() == p.start.address()) {
            shared++;
        }
        List<byte[]> program = p.steps.subList(0, shared).stream()
                .map(CfiProcedure.Step::bytes)
                .toList();
        Common common = common(p, program);

        shared = common.program().size();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = out.size();
        long size = end.address() - p.start.address();
        mentions.add(new Start(at + 8, common.offset(), p.start));
        if (debug) {
            number(body, 0, 4);
            number(body, 0, 8);
            number(body, size, 8);
        } else {
            number(body, at + 4L - common.offset(), 4);
            number(body, 0, 4);
            number(body, size, 4);
            body.write(p.languageData == null ? 0 : p.languageData.size());
            if (p.languageData != null) {
                pointer(p.languageData, body);
            }
        }
        long address = p.start.address();
        for (CfiProcedure.Step step : p.steps.subList(shared, p.steps.size())) {
            body.writeBytes(advance((step.at().address() - address) / CODE_ALIGNMENT));
            if (step.label() != null) {
                mentions.add(new Label(out.size() + 4 + body.size(), step.label(), p));
            }
            body.writeBytes(step.bytes());
            if (step.pointer() != null) {
                pointer(step.pointer(), body);
            }
            address = step.at().address();
        }
        close(body, last || debug ? ALIGNMENT : 4);
    }

    private static byte[] advance(long delta) {
        if (delta <= 0) {
            return new byte[0];
        }
        if (delta < 0x40) {
            return new byte[] {(byte) (0x40 | delta)};
        }
        if (delta < 0x100) {
            return new byte[] {2, (byte) delta};
        }
        return delta < 0x10000
                ? new byte[] {3, (byte) delta, (byte) (delta >> 8)}
                : new byte[] {4, (byte) delta, (byte) (delta >> 8), (byte) (delta >> 16), (byte) (delta >> 24)};
    }

    private Common common(CfiProcedure p, List<byte[]> program) {
        // The youngest entry whose program the procedure begins with will do.
        for (int i = commons.size() - 1; i >= 0; i--) {
            Common c = commons.get(i);
            if (c.of().signalFrame == p.signalFrame
                    && c.of().secondKey == p.secondKey
                    && c.of().returnColumn == p.returnColumn
                    && (debug || samePointers(c.of(), p))
                    && begins(program, c.program())) {
                return c;
            }
        }
        Common made = new Common(out.size(), program, p);
        commons.add(made);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        number(body, debug ? -1 : 0, 4);
        body.write(1);
        if (!debug) {
            body.write('z');
            if (p.personality != null) {
                body.write('P');
            }
            if (p.languageData != null) {
                body.write('L');
            }
            body.write('R');
            if (p.secondKey) {
                body.write('B');
            }
        }
        if (p.signalFrame) {
            body.write('S');
        }
        body.write(0);
        body.write(CODE_ALIGNMENT);
        body.writeBytes(Leb.encode(CfiProcedure.DATA_ALIGNMENT, true, 1));
        body.write(p.returnColumn);
        if (!debug) {
            augmentation(p, body);
        }
        if (firstEnd < 0) {
            firstEnd = out.size()
                    + 4
                    + body.size()
                    + program.stream().mapToInt(b -> b.length).sum();
        }
        program.forEach(body::writeBytes);
        close(body, debug ? ALIGNMENT : 4);
        return made;
    }

    private void augmentation(CfiProcedure p, ByteArrayOutputStream body) {
        EncodedPointer personality = p.personality;
        EncodedPointer data = p.languageData;
        body.write(1 + (personality == null ? 0 : 1 + personality.size()) + (data == null ? 0 : 1));
        if (personality != null) {
            body.write(personality.encoding());
            pointer(personality, body);
        }
        if (data != null) {
            body.write(data.encoding());
        }
        body.write(RELATIVE_SIGNED_4);
    }

    private boolean samePointers(CfiProcedure a, CfiProcedure b) {
        EncodedPointer x = a.languageData;
        EncodedPointer y = b.languageData;
        return EncodedPointer.same(a.personality, b.personality, assembly.evaluator)
                && (x == null ? y == null : y != null && x.encoding() == y.encoding());
    }

    private static boolean begins(List<byte[]> program, List<byte[]> start) {
        boolean same = start.size() <= program.size();
        for (int i = 0; same && i < start.size(); i++) {
            same = Arrays.equals(program.get(i), start.get(i));
        }
        return same;
    }
}
