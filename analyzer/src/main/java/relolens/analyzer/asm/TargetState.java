package relolens.analyzer.asm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.emulator.names.Target;

/** What may be assembled at this point of the source: the command line's target until a directive says otherwise. */
final class TargetState {
    private Target target;
    /** Whether somebody said it; if not, what the target lacks is only warned of. */
    private boolean said;

    private TargetState(Target target, boolean said) {
        this.target = target;
        this.said = said;
    }

    /** {@return a state that allows everything} */
    static TargetState open() {
        return new TargetState(Target.everything(), true);
    }

    /**
     * {@return the state gcc's options lead to} gcc hands {@code -mcpu} on as the architecture it means, after every
     * {@code -march}, and {@code -Wa,} after both; GNU as goes by the last, but by its own {@code -mcpu} before all.
     * Names that GNU as does not know are those of newer tools: they allow everything.
     */
    static TargetState of(List<String> machine) {
        String chosen = last(machine, "-Wa,-mcpu=");
        for (String option : List.of("-Wa,-march=", "-mcpu=", "-march=")) {
            chosen = chosen == null ? last(machine, option) : chosen;
        }
        if (chosen == null) {
            return new TargetState(Target.standard(), false);
        }
        String option = chosen.startsWith("-Wa,") ? chosen.substring(4) : chosen;
        String name = option.substring(option.indexOf('=') + 1);
        boolean cpu = option.startsWith("-mcpu=");
        // Two kinds of core in one system, cortex-a72.cortex-a53: gcc takes the first.
        Target.Parsed parsed = cpu ? Target.cpu(name.replaceFirst("\\.[^+]*", "")) : Target.architecture(name);
        Target known = parsed.target();
        return known == null ? open() : new TargetState(known, true);
    }

    private static @Nullable String last(List<String> machine, String prefix) {
        String found = null;
        for (String option : machine) {
            found = option.startsWith(prefix) ? option : found;
        }
        return found;
    }

    Target target() {
        return target;
    }

    boolean said() {
        return said;
    }

    /** A directive has set the target. */
    void set(Target changed, boolean outright) {
        target = changed;
        said |= outright;
    }
}
