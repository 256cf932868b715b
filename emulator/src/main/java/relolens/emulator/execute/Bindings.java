package relolens.emulator.execute;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;

/** Which executor each row of the instruction table has. Built once per machine, from an explicit list of groups. */
public final class Bindings {
    private final Isa isa;
    private final @Nullable Preparation[] byRow;
    private final BitSet absent = new BitSet();

    /** Binds every group to the rows of {@code isa}. @throws IllegalStateException if a row is bound twice */
    public Bindings(Isa isa) {
        this.isa = isa;
        this.byRow = new Preparation[isa.encodings().size()];
        AddSubtract.bind(this);
        Logical.bind(this);
        Bitfield.bind(this);
        MoveWide.bind(this);
        Conditional.bind(this);
        MultiplyDivide.bind(this);
        BitCounting.bind(this);
        CommonShort.bind(this);
        Crc.bind(this);
        Flags.bind(this);
        Branches.bind(this);
        LoadStore.bind(this);
        LoadStorePair.bind(this);
        Exclusives.bind(this);
        Atomics.bind(this);
        MemoryCopy.bind(this);
        PointerAuthentication.bind(this);
        ExceptionCalls.bind(this);
        SystemRegisterAccess.bind(this);
        Maintenance.bind(this);
        Hints.bind(this);
        VectorLoadStore.bind(this);
        VectorStructures.bind(this);
        VectorMove.bind(this);
        VectorImmediate.bind(this);
        VectorArithmetic.bind(this);
        VectorPermute.bind(this);
        VectorShift.bind(this);
        VectorShiftImmediate.bind(this);
        VectorSaturating.bind(this);
        VectorLong.bind(this);
        VectorDot.bind(this);
        VectorLaneStructures.bind(this);
        FpOperations.bind(this);
        FpConversions.bind(this);
        FpProducts.bind(this);
        Absent.bind(this);
    }

    void bind(String id, Preparation preparation) {
        int index = isa.byId(id).index();
        if (byRow[index] != null) {
            throw new IllegalStateException(id + " is bound twice");
        }
        byRow[index] = preparation;
    }

    /** Binds a row whose executor only says why there is none. */
    void absent(String id, Preparation preparation) {
        bind(id, preparation);
        absent.set(isa.byId(id).index());
    }

    /** {@return whether {@code encoding} is carried out, not refused as what the core has not} */
    public boolean emulates(Encoding encoding) {
        return !absent.get(encoding.index());
    }

    /** Binds rows that need no more than their register numbers. */
    void simple(String id, Executor narrow, Executor wide) {
        bind(id, op -> op.wide() ? wide : narrow);
    }

    /** {@return what prepares {@code encoding}} @throws IllegalStateException if nobody bound it */
    public Preparation of(Encoding encoding) {
        Preparation preparation = byRow[encoding.index()];
        if (preparation == null) {
            throw new IllegalStateException("no executor for " + encoding.id());
        }
        return preparation;
    }

    /** {@return base rows that nobody bound} */
    public List<String> unbound() {
        List<String> ids = new ArrayList<>();
        for (Encoding encoding : isa.encodings()) {
            if (!encoding.isAlias() && byRow[encoding.index()] == null) {
                ids.add(encoding.id());
            }
        }
        return ids;
    }
}
