package relolens.analyzer.run;

import java.util.Set;
import relolens.emulator.timing.Mechanism;
import relolens.emulator.timing.StreamingControl;

/**
 * How a run is watched, and what of the core is changed for it.
 *
 * @param exact whether every instruction is watched; if not, long runs extrapolate from their steady state
 * @param streaming setting of write streaming, see {@link StreamingControl}
 * @param off mechanisms that take no time
 * @param most most instructions; 0 = as many as the scenario allows
 */
public record Conditions(boolean exact, String streaming, Set<Mechanism> off, long most) {
    /** Extrapolating, the core as it leaves reset. */
    public static final Conditions USUAL = new Conditions(false, StreamingControl.DEFAULT, Set.of(), 0);

    public Conditions {
        off = Set.copyOf(off);
    }

    /** {@return the usual conditions, with every instruction watched on demand} */
    public static Conditions exact(boolean exact) {
        return new Conditions(exact, StreamingControl.DEFAULT, Set.of(), 0);
    }
}
