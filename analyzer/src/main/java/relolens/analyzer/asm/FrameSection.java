package relolens.analyzer.asm;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes {@code .eh_frame} (Linux Standard Base, exception frames) of a unit's procedures, once their places are known. */
final class FrameSection {
    private static final int ALIGNMENT = 8;
    private static final int CODE_ALIGNMENT = 4;
    private static final int RELATIVE_SIGNED_4 = 0x1b;

    private record Common(int offset, List<byte[]> program, boolean signal, boolean secondKey, int returnColumn) {}

    private record Start(int offset, Place place) {}

    private final List<CfiProcedure> procedures = new ArrayList<>();
    private final List<Common> commons = new ArrayList<>();
    private final List<Start> starts = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private boolean wanted = true;
    private int firstEnd = -1;

    void add(CfiProcedure procedure) {
        procedures.add(procedure);
    }

    /** {@code .cfi_sections}: only {@code .eh_frame} is made. */
    void sections(String list) {
        wanted = list.contains(".eh_frame");
    }

    /** Adds the section and its relocations. To be called after layout, for it changes no other section. */
    void finish(Assembly assembly, Resolution resolution) {
        for (CfiProcedure p : procedures) {
            if (p.end == null) {
                assembly.problems.error("bad-operand", "this .cfi_startproc has no .cfi_endproc", p.origin);
            }
        }
        procedures.removeIf(p -> p.end == null);
        if (!wanted || procedures.isEmpty() || assembly.sections.full()) {
            return;
        }
        for (CfiProcedure p : procedures) {
            procedure(p, p.equals(procedures.get(procedures.size() - 1)));
        }
        OutputSection section =
                assembly.sections.obtain(".eh_frame", ".eh_frame", OutputSection.ALLOC, OutputSection.PROGBITS);
        section.align(3);
        assembly.sections.move(new Sections.Position(section, 0));
        Place place = assembly.sections.here();
        long before = section.size;
        assembly.sections.emit(out.toByteArray());
        if (assembly.sections.full()) {
            return;
        }
        section.size += out.size();
        section.mapping.gap(new Place(place.fragment(), place.offset() + firstEnd), false);
        for (Start start : starts) {
            resolution.frame(section, before + start.offset(), start.place());
        }
    }

    private void word(int value) {
        for (int i = 0; i < 4; i++) {
            out.write(value >> 8 * i);
        }
    }

    /** Ends an entry that began at {@code from}: pads with DW_CFA_nop and sets its length. */
    private void close(List<byte[]> program, ByteArrayOutputStream body, int alignment) {
        program.forEach(body::writeBytes);
        while ((out.size() + 4 + body.size()) % alignment != 0) {
            body.write(0);
        }
        word(body.size());
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
        int back = at + 4 - common.offset();
        long size = end.address() - p.start.address();
        starts.add(new Start(at + 8, p.start));
        for (int value : new int[] {back, 0, (int) size}) {
            for (int i = 0; i < 4; i++) {
                body.write(value >> 8 * i);
            }
        }
        body.write(0);
        long address = p.start.address();
        List<byte[]> rest = new ArrayList<>();
        for (CfiProcedure.Step step : p.steps.subList(shared, p.steps.size())) {
            rest.add(advance((step.at().address() - address) / CODE_ALIGNMENT));
            rest.add(step.bytes());
            address = step.at().address();
        }
        close(rest, body, last ? ALIGNMENT : 4);
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
            if (c.signal() == p.signalFrame
                    && c.secondKey() == p.secondKey
                    && c.returnColumn() == p.returnColumn
                    && begins(program, c.program())) {
                return c;
            }
        }
        Common made = new Common(out.size(), program, p.signalFrame, p.secondKey, p.returnColumn);
        commons.add(made);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 0, 0, 0, 1, 'z', 'R'});
        if (p.signalFrame) {
            body.write('S');
        }
        if (p.secondKey) {
            body.write('B');
        }
        body.write(0);
        body.write(CODE_ALIGNMENT);
        body.writeBytes(Leb.encode(CfiProcedure.DATA_ALIGNMENT, true, 1));
        body.write(p.returnColumn);
        body.write(1);
        body.write(RELATIVE_SIGNED_4);
        if (firstEnd < 0) {
            firstEnd = out.size()
                    + 4
                    + body.size()
                    + program.stream().mapToInt(b -> b.length).sum();
        }
        close(program, body, 4);
        return made;
    }

    private static boolean begins(List<byte[]> program, List<byte[]> start) {
        boolean same = start.size() <= program.size();
        for (int i = 0; same && i < start.size(); i++) {
            same = Arrays.equals(program.get(i), start.get(i));
        }
        return same;
    }
}
