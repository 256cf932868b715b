package relolens.analyzer.dataflow;

import org.jspecify.annotations.Nullable;

/**
 * An effect that has been started and is not finished.
 *
 * @param kind what was started
 * @param site index of the instruction that did
 * @param name system register or operation, lower case
 * @param stage how far it is
 * @param bits for SCTLR: bits that provably change
 * @param base for stores and maintenance by address: the memory, or null
 * @param proven whether it is proven that the write changes something (SCTLR: the state before was known)
 */
public record Pending(
        Kind kind,
        int site,
        String name,
        Stage stage,
        long bits,
        @Nullable Base base,
        boolean proven) implements Comparable<Pending> {

    /** Kinds of effect. */
    public enum Kind {
        /** A system register was written: wants a context synchronisation event. */
        SYSTEM_REGISTER,
        /** Data cache maintenance: wants a DSB. */
        DATA_CACHE,
        /** Instruction cache maintenance: wants a DSB, then a context synchronisation event. */
        INSTRUCTION_CACHE,
        /** TLB maintenance: wants a DSB, then a context synchronisation event. */
        TLB,
        /** A store to a translation table: wants a DSB before a walk may depend on it. */
        TABLE_STORE,
        /** An address translation instruction: wants a context synchronisation event before PAR_EL1 is read. */
        TRANSLATION
    }

    /** How far it is. */
    public enum Stage {
        /** Started. */
        ISSUED,
        /** Completed by a DSB; this processing element may still use what it had fetched. */
        COMPLETED
    }

    Pending at(Stage newStage) {
        return new Pending(kind, site, name, newStage, bits, base, proven);
    }

    /** {@return whether other processing elements are meant: a DSB of the inner shareable domain is needed} */
    public boolean broadcast() {
        return switch (kind) {
            case TLB -> name.contains("is") || name.contains("os");
            case INSTRUCTION_CACHE -> !name.equals("iallu");
            default -> false;
        };
    }

    @Override
    public int compareTo(Pending o) {
        int c = Integer.compare(site, o.site);
        c = c != 0 ? c : kind.compareTo(o.kind);
        c = c != 0 ? c : stage.compareTo(o.stage);
        c = c != 0 ? c : Long.compare(bits, o.bits);
        c = c != 0 ? c : Boolean.compare(proven, o.proven);
        return c != 0 ? c : BaseOrder.compare(base, o.base);
    }
}
