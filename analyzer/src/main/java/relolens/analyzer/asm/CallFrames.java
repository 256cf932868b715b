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
        procedure.unwinding = unwinding;
        procedure.debugging = debugging;
    }

    /**
     * {@code .cfi_sections}: which of the two sections the procedures to come are described in.
     *
     * @return false, with nothing changed, if it is too late for {@code .eh_frame}: a procedure was begun without
     */
    boolean sections(boolean unwinding, boolean debugging) {
        if (unwinding && !this.unwinding && !procedures.isEmpty()) {
            return false;
        }
        this.unwinding = unwinding;
        this.debugging = debugging;
        return true;
    }

    /** Adds the sections and their relocations. To be called after layout, for it changes no other section. */
    void finish(Assembly assembly, Resolution resolution) {
        for (CfiProcedure p : procedures) {
            if (p.end == null) {
                assembly.problems.error("bad-operand", "this .cfi_startproc has no .cfi_endproc", p.origin);
            }
        }
        procedures.removeIf(p -> p.end == null);
        // As in GNU as, one procedure that is to be in .eh_frame takes all others there.
        make(false, procedures.stream().anyMatch(p -> p.unwinding) ? procedures : List.of(), assembly, resolution);
        make(true, procedures.stream().filter(p -> p.debugging).toList(), assembly, resolution);
    }

    private static void make(boolean debug, List<CfiProcedure> wanted, Assembly assembly, Resolution resolution) {
        if (!wanted.isEmpty()) {
            new FrameSection(debug, assembly, resolution).make(wanted);
        }
    }
}
