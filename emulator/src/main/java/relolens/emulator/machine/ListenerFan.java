package relolens.emulator.machine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.emulator.execute.MaintenanceListener;
import relolens.emulator.execute.Operation;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Isa;
import relolens.emulator.memory.MemoryType;

/** Passes what the rooms below report to the machine's listeners, in their order, in the words of the machine's seam. */
final class ListenerFan implements MaintenanceListener {
    private static final Effects NOTHING = new Effects(0, 0, 0, 0, null, null, null);

    private final List<MachineListener> listeners = new ArrayList<>();
    private MachineListener[] all = new MachineListener[0];
    /** The one listener, or null if there are none or several: most runs have one. */
    private @Nullable MachineListener only;

    private DecodedInstruction[] decoded = new DecodedInstruction[1024];

    void add(MachineListener listener) {
        listeners.add(listener);
        changed();
    }

    void remove(MachineListener listener) {
        listeners.remove(listener);
        changed();
    }

    private void changed() {
        all = listeners.toArray(new MachineListener[0]);
        only = all.length == 1 ? all[0] : null;
    }

    boolean isEmpty() {
        return all.length == 0;
    }

    private DecodedInstruction decoded(Operation op) {
        if (op.slot >= decoded.length) {
            decoded = java.util.Arrays.copyOf(decoded, Math.max(op.slot + 1, decoded.length * 2));
        }
        DecodedInstruction instruction = decoded[op.slot];
        if (instruction == null) {
            Effects effects = Isa.a64().effects(op.word);
            instruction = new DecodedInstruction(
                    op.slot, op.address, op.word, op.encoding, effects == null ? NOTHING : effects);
            decoded[op.slot] = instruction;
        }
        return instruction;
    }

    void retired(Operation op, long nextAddress) {
        DecodedInstruction instruction = op.slot < decoded.length ? decoded[op.slot] : null;
        if (instruction == null) {
            instruction = decoded(op);
        }
        MachineListener one = only;
        if (one != null) {
            one.retired(instruction, nextAddress);
            return;
        }
        for (MachineListener listener : all) {
            listener.retired(instruction, nextAddress);
        }
    }

    void fetch(long va, long pa, int level, boolean cacheable) {
        MachineListener one = only;
        if (one != null) {
            one.fetch(va, pa, level, cacheable);
            return;
        }
        for (MachineListener listener : all) {
            listener.fetch(va, pa, level, cacheable);
        }
    }

    void exception(ExceptionEntry.Entered entered) {
        for (MachineListener listener : all) {
            listener.exception(entered.targetEl(), entered.syndrome(), entered.returnAddress(), entered.vector());
        }
    }

    @Override
    public void data(boolean store, long va, long pa, int bytes, MemoryType type, int level, boolean allocated) {
        MachineListener one = only;
        if (one != null) {
            one.data(store, va, pa, bytes, type, level, allocated);
            return;
        }
        for (MachineListener listener : all) {
            listener.data(store, va, pa, bytes, type, level, allocated);
        }
    }

    @Override
    public void storing(long pa, int bytes, MemoryType type) {
        MachineListener one = only;
        if (one != null) {
            one.storing(pa, bytes, type);
            return;
        }
        for (MachineListener listener : all) {
            listener.storing(pa, bytes, type);
        }
    }

    @Override
    public void prefetch(long va, long pa, int level, int into) {
        for (MachineListener listener : all) {
            listener.prefetch(va, pa, level, into);
        }
    }

    @Override
    public void maintenance(Operation operation, long va, long pa, int level, boolean dirty) {
        DecodedInstruction instruction = decoded(operation);
        MachineListener one = only;
        if (one != null) {
            one.maintenance(instruction, va, pa, level, dirty);
            return;
        }
        for (MachineListener listener : all) {
            listener.maintenance(instruction, va, pa, level, dirty);
        }
    }

    @Override
    public void writeBack(long pa, int fromLevel, boolean toMemory) {
        for (MachineListener listener : all) {
            listener.writeBack(pa, fromLevel, toMemory);
        }
    }

    @Override
    public void streamed(long pa, int bytes, int toLevel) {
        for (MachineListener listener : all) {
            listener.streamed(pa, bytes, toLevel);
        }
    }

    @Override
    public void walk(long va, boolean secondLevelHit, int descriptorReads, boolean instruction) {
        for (MachineListener listener : all) {
            listener.walk(va, secondLevelHit, descriptorReads, instruction);
        }
    }

    @Override
    public void descriptor(long pa, int level, boolean cacheable) {
        for (MachineListener listener : all) {
            listener.descriptor(pa, level, cacheable);
        }
    }
}
