package relolens.analyzer.asm;

import java.util.ArrayList;
import java.util.List;

/** A unit's procedures with call frame information, and the sections that {@code .cfi_sections} wants made of them. */
final class CallFrames {
    private final List<CfiProcedure> procedures = new ArrayList<>();
    private boolean unwinding = true;
    private boolean debugging;

    void add(CfiProcedure procedure) {
        procedures.add(procedure);
    }

    /** {@code .cfi_sections}: {@code .eh_frame}, {@code .debug_frame}, both, or neither. */
    void sections(String list) {
        unwinding = list.contains(".eh_frame");
        debugging = list.contains(".debug_frame");
    }

    /** Adds the sections and their relocations. To be called after layout, for it changes no other section. */
    void finish(Assembly assembly, Resolution resolution) {
        for (CfiProcedure p : procedures) {
            if (p.end == null) {
                assembly.problems.error("bad-operand", "this .cfi_startproc has no .cfi_endproc", p.origin);
            }
        }
        procedures.removeIf(p -> p.end == null);
        if (procedures.isEmpty()) {
            return;
        }
        if (unwinding) {
            new FrameSection(false).make(procedures, assembly, resolution);
        }
        if (debugging) {
            new FrameSection(true).make(procedures, assembly, resolution);
        }
    }
}
