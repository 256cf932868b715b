package relolens.analyzer.unit;

import java.util.Set;
import relolens.analyzer.dataflow.Address;
import relolens.analyzer.dataflow.Provenance;
import relolens.analyzer.dataflow.State;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Program;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.AccessKind;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** What an instruction takes for granted without the code or a contract having said so, in fixed words. */
final class Assumptions {
    private Assumptions() {}

    static void of(Program program, Instruction at, State state, Set<String> words) {
        Effects effects = at.effects();
        if (effects == null) {
            return;
        }
        if (effects.touchesVectors()) {
            words.add("fp-enabled");
        }
        MemoryAccess access = effects.memory();
        if (access != null && access.kind() != AccessKind.PREFETCH) {
            memory(program, at, state, access, words);
        }
        SystemEffect system = effects.system();
        if (system != null) {
            system(state, system, words);
        }
    }

    private static void memory(Program program, Instruction at, State state, MemoryAccess access, Set<String> words) {
        Value address = Address.of(state, program, at, access);
        boolean atomic = access.kind() == AccessKind.LOAD_EXCLUSIVE
                || access.kind() == AccessKind.STORE_EXCLUSIVE
                || access.kind() == AccessKind.ATOMIC;
        boolean misaligned = (address.bits().ones() & (access.elementBytes() - 1L)) != 0;
        if ((atomic || misaligned) && !state.mmu().yes()) {
            words.add("normal-memory");
        }
        if (!state.mmu().yes() && !misaligned && address.alignment() < access.elementBytes()) {
            words.add("aligned-" + access.elementBytes());
        }
        if (state.mmu().yes() && address.provenance() == Provenance.PHYSICAL) {
            words.add("identity-mapped");
        }
        if (state.mmu().no() && address.provenance() == Provenance.VIRTUAL) {
            words.add("identity-mapped");
        }
    }

    private static void system(State state, SystemEffect effect, Set<String> words) {
        String name = effect.name();
        boolean register = effect.kind() == SystemKind.WRITE_REGISTER || effect.kind() == SystemKind.READ_REGISTER;
        if (effect.kind() == SystemKind.DC
                && name.endsWith("zva")
                && !state.mmu().yes()) {
            words.add("normal-memory");
        }
        if (effect.kind() == SystemKind.WRITE_REGISTER && name.startsWith("sctlr_el")) {
            words.add("identity-mapped");
        }
        if (register && state.level() == 0) {
            int suffix = name.lastIndexOf("_el");
            char level = suffix >= 0 && suffix + 3 < name.length() ? name.charAt(suffix + 3) : '0';
            if (level >= '1' && level <= '3') {
                words.add("el" + level);
            }
        }
    }
}
