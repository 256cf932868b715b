package relolens.emulator.timing;

import java.util.HashMap;
import java.util.Map;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;
import relolens.emulator.machine.DecodedInstruction;
import relolens.emulator.memory.MemoryType;

/** Plays instruction words to a cycle model as a machine would, with memory events made up by the test. */
final class Tape {
    static final int LDP_0 = 0xa9400261; // ldp x1, x0, [x19]
    static final int ADD = 0x91010273; // add x19, x19, #64
    static final int NOP = 0xd503201f;
    static final int DSB = 0xd5033f9f;
    static final int ISB = 0xd5033fdf;
    static final int DC_CIVAC = 0xd50b7e34; // dc civac, x20
    static final int B_BACK = 0x54fffea1; // b.ne .-44
    static final int LDR_CHAIN = 0xf9400000; // ldr x0, [x0]
    static final int STP = 0xa9000a81; // stp x1, x2, [x20]
    static final int ADD_CHAIN = 0x91000400; // add x0, x0, #1
    static final int MUL_CHAIN = 0x9b007c00; // mul x0, x0, x0

    final CycleModel model;
    private final Map<Long, DecodedInstruction> decoded = new HashMap<>();

    Tape(CycleModel model) {
        this.model = model;
    }

    private DecodedInstruction decode(long address, int word) {
        return decoded.computeIfAbsent(address, a -> {
            Encoding encoding = java.util.Objects.requireNonNull(Isa.a64().decode(word));
            Effects effects = java.util.Objects.requireNonNull(Isa.a64().effects(word));
            return new DecodedInstruction(decoded.size(), a, word, encoding, effects);
        });
    }

    Tape step(long address, int word) {
        return step(address, word, address + 4);
    }

    Tape step(long address, int word, long next) {
        model.retired(decode(address, word), next);
        return this;
    }

    Tape load(long pa, int bytes, int level) {
        model.data(false, pa, pa, bytes, MemoryType.NORMAL_WRITE_BACK, level, level != 1);
        return this;
    }

    Tape store(long pa, int bytes, int level) {
        model.data(true, pa, pa, bytes, MemoryType.NORMAL_WRITE_BACK, level, level != 1);
        return this;
    }

    Tape device(boolean store, long pa, int bytes) {
        model.data(store, pa, pa, bytes, MemoryType.DEVICE_NGNRNE, 0, false);
        return this;
    }

    Tape maintain(long address, int word, long va, boolean dirty) {
        if (dirty) {
            model.writeBack(va, 1, true);
        }
        model.maintenance(decode(address, word), va, va, dirty ? 1 : 0, dirty);
        return step(address, word);
    }
}
