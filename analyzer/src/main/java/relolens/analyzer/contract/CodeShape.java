package relolens.analyzer.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Effects;

/**
 * What the first straight run of a routine does with its arguments, and which system registers it writes: enough to tell
 * one calling convention from another whatever the registers in between are called.
 *
 * @param read registers 0 to 7 that are read before they are written, as bits
 * @param dereferenced registers 0 to 7 whose entry value is used as a load's or store's base, as bits
 * @param systemWrites names of the system registers written anywhere, lower case
 */
public record CodeShape(int read, int dereferenced, Set<String> systemWrites) {
    /** Nothing known of the code. */
    public static final CodeShape UNKNOWN = new CodeShape(0, 0, Set.of());

    public CodeShape {
        systemWrites = Set.copyOf(systemWrites);
    }

    private static final int ARGUMENTS = 0xff;

    /**
     * {@return the shape of code that begins with these instructions}
     *
     * @param code effects of the routine's instructions in address order; null for words outside the table
     */
    public static CodeShape of(List<? extends @Nullable Effects> code) {
        Set<String> system = new HashSet<>();
        for (Effects e : code) {
            Effects.SystemEffect effect = e == null ? null : e.system();
            if (effect != null && effect.kind() == Effects.SystemKind.WRITE_REGISTER) {
                system.add(effect.name());
            }
        }
        return arguments(code, system);
    }

    private static CodeShape arguments(List<? extends @Nullable Effects> code, Set<String> system) {
        long written = 0;
        int read = 0;
        int dereferenced = 0;
        for (Effects e : code) {
            if (e == null) {
                break;
            }
            read |= (int) (e.reads() & ~written) & ARGUMENTS;
            Effects.MemoryAccess memory = e.memory();
            if (memory != null && memory.base() >= 0 && memory.base() < 8 && (written >>> memory.base() & 1) == 0) {
                dereferenced |= 1 << memory.base();
            }
            written |= e.writes();
            Effects.Flow flow = e.flow();
            if (flow != null && ends(flow.kind())) {
                break;
            }
        }
        return new CodeShape(read, dereferenced, system);
    }

    private static boolean ends(Effects.FlowKind kind) {
        return switch (kind) {
            case BRANCH, INDIRECT, RETURN, EXCEPTION_RETURN, CALL, INDIRECT_CALL, STOP -> true;
            case CONDITIONAL, EXCEPTION_CALL -> false;
        };
    }

    /** {@return whether the entry value of register {@code n} (0 to 7) is read} */
    public boolean reads(int n) {
        return (read >>> n & 1) != 0;
    }

    /** {@return whether memory is reached through the entry value of register {@code n} (0 to 7)} */
    public boolean dereferences(int n) {
        return (dereferenced >>> n & 1) != 0;
    }
}
