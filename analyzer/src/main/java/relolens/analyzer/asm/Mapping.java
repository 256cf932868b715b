package relolens.analyzer.asm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where code ({@code $x}) and data ({@code $d}) begin in a section (ELF for the Arm 64-bit Architecture, mapping symbols),
 * noted at the same points as GNU as notes them.
 */
final class Mapping {
    /** A change of content. */
    record Change(Place at, boolean code) {}

    final List<Change> changes = new ArrayList<>();
    private @Nullable Boolean state;

    /** An instruction comes. */
    void instruction(Place at) {
        OutputSection section = at.section();
        section.align(2);
        if (state == null && !section.starts(at)) {
            Place start = section.start();
            if (start != null) {
                changes.add(new Change(start, false));
            }
        }
        gap(at, true);
    }

    /** {@return whether what came last is data} */
    boolean inData() {
        return state != null && !state;
    }

    /** An instruction comes, marked whatever came before it: {@code .nop} begins a piece of its own. */
    void again(Place at) {
        changes.add(new Change(at, true));
    }

    /** A data item comes. Data sections need no mark of their own. */
    void data(Place at) {
        if (state != null || at.section().code()) {
            gap(at, false);
        }
    }

    /** Padding or a reserved stretch comes. */
    void gap(Place at, boolean code) {
        if (state == null || state != code) {
            state = code;
            changes.add(new Change(at, code));
        }
    }
}
