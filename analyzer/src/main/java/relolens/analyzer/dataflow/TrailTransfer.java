package relolens.analyzer.dataflow;

import java.util.EnumSet;
import java.util.Set;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Program;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.SystemEffect;

/** What one instruction adds to the trail, and what it ends. */
final class TrailTransfer {
    private static final int PACIASP = 25;
    private static final int PACIBSP = 27;
    private static final int AUTIASP = 29;
    private static final int AUTIBSP = 31;

    /** What a call out of the unit cannot end. */
    private static final Set<Event> OWN =
            EnumSet.of(Event.SAVED, Event.OVERWRITTEN, Event.INTERRUPTS_OPEN, Event.SIGNED, Event.MMU_DISABLED);

    private TrailTransfer() {}

    static Trail afterCall(Trail trail) {
        return trail.without(n -> !OWN.contains(n.event()));
    }

    static void apply(Program program, Instruction at, State before, State after) {
        Effects effects = at.effects();
        if (effects == null) {
            return;
        }
        MemoryAccess access = effects.memory();
        SystemEffect system = effects.system();
        if (access != null) {
            DataTrail.access(program, at, access, before, after);
        } else if (system != null) {
            system(at, system, before, after);
        }
        calleeSaved(at, effects, before, after);
    }

    private static void system(Instruction at, SystemEffect e, State before, State after) {
        int site = at.index();
        switch (e.kind()) {
            case WRITE_REGISTER -> RegisterTrail.write(site, e, before, after);
            case WRITE_PSTATE -> {
                boolean masks = e.name().equals("daifset") && (e.immediate() & 3) == 3;
                after.trail = masks ? after.trail.without(Event.INTERRUPTS_OPEN) : after.trail;
            }
            case DC, IC, TLBI -> MaintenanceTrail.apply(site, e, before, after);
            case DSB, DMB -> MaintenanceTrail.barrier(site, e, before, after);
            case ISB, ERET, SVC, HVC, SMC -> after.trail = synchronised(after.trail);
            case HINT -> hint(site, e.immediate(), after);
            default -> {}
        }
    }

    private static Trail synchronised(Trail t) {
        return t.without(
                        Event.FP_ENABLED_UNSYNCHRONISED,
                        Event.SVE_ENABLED_UNSYNCHRONISED,
                        Event.HOST_MODE_UNSYNCHRONISED,
                        Event.KEY_UNSYNCHRONISED,
                        Event.CODE_UNSYNCHRONISED)
                .without(n -> n.event() == Event.ENTRY_MADE && (n.detail() & Note.COMPLETED) != 0);
    }

    private static void hint(int site, int number, State after) {
        if (number == PACIASP || number == PACIBSP) {
            after.trail = after.trail.with(Event.SIGNED, site);
        } else if (number == AUTIASP || number == AUTIBSP) {
            after.trail = after.trail.without(Event.SIGNED, Event.KEY_CHANGED);
        }
    }

    /** X19 to X28: who overwrites one that is nowhere kept has lost it. */
    private static void calleeSaved(Instruction at, Effects effects, State before, State after) {
        for (int r = 19; r <= 28; r++) {
            if (!effects.writesRegister(r)) {
                continue;
            }
            int n = r;
            boolean loaded = effects.memory() != null;
            boolean original = isOriginal(before.register(r), r);
            if (isOriginal(after.register(r), r) || loaded) {
                after.trail = after.trail.without(o -> o.event() == Event.OVERWRITTEN && o.detail() == n);
            } else if (original && !kept(before, r)) {
                after.trail = after.trail.with(Event.OVERWRITTEN, at.index(), null, r);
            }
        }
    }

    private static boolean kept(State s, int r) {
        for (int other = 0; other < 31; other++) {
            if (other != r && isOriginal(s.register(other), r)) {
                return true;
            }
        }
        return s.trail.all().stream().anyMatch(n -> n.event() == Event.SAVED && n.detail() == r);
    }

    static boolean isOriginal(Value v, int r) {
        return v.base() instanceof Base.Register b && b.number() == r && v.exact() && v.delta() == 0;
    }
}
