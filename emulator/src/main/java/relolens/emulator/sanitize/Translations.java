package relolens.emulator.sanitize;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import relolens.emulator.memory.LittleEndian;
import relolens.emulator.memory.PhysicalMemory;
import relolens.emulator.mmu.Mmu;
import relolens.emulator.sanitize.StaleAccess.Kind;
import relolens.emulator.sanitize.StaleAccess.Lack;

/**
 * A TLB that remembers every valid entry of the tables in use until it is told to forget: DSB, TLBI, DSB and a context
 * synchronisation event, in this order (Arm ARM, "TLB maintenance requirements and the TLB maintenance instructions").
 */
final class Translations {
    private static final int SHIFT = 12;
    /** Access flag and bits that hardware ignores: software's, and dirty state. */
    private static final long IMMATERIAL = 1L << 10 | 0xfL << 55 | 1L << 51;

    private static final long TABLE = 2;
    private static final long ADDRESS = 0x0000_ffff_ffff_f000L;

    private enum Stage {
        /** No DSB since the store. */
        WRITTEN,
        /** No TLBI since then. */
        VISIBLE,
        /** No DSB since that. */
        INVALIDATED,
        /** No context synchronisation event since that. */
        COMPLETE
    }

    private static final class Change {
        final long old;
        long writer;
        Stage stage = Stage.WRITTEN;
        /** Written again before the TLBI was complete. */
        boolean unfinished;

        Change(long old) {
            this.old = old;
        }

        boolean wasValid() {
            return (old & 1) != 0;
        }
    }

    private final Mmu mmu;
    private final Shadow shadow;
    private final Findings findings;
    private final Set<Long> tables = new HashSet<>();
    private final Map<Long, Change> changes = new HashMap<>();
    /** Bytes of the page that is about to be stored to, where it is a table. */
    private byte[] before = new byte[0];

    /** What an earlier owner left, by regime: EL1&amp;0 first; COMPLETE once it is gone. */
    private final Stage[] foreign = {Stage.COMPLETE, Stage.COMPLETE};

    Translations(Mmu mmu, Shadow shadow, Findings findings) {
        this.mmu = mmu;
        this.shadow = shadow;
        this.findings = findings;
    }

    /** Nobody knows what TLBs hold: translation was off at entry. */
    void unknown() {
        foreign[0] = Stage.VISIBLE;
        foreign[1] = Stage.VISIBLE;
    }

    /** Translation is used for the first time since entry, or again. @param el of the program */
    void used(int el) {
        int regime = el == 2 ? 1 : 0;
        if (foreign[regime] != Stage.COMPLETE) {
            findings.add(Kind.TLB, Lack.TLB_UNKNOWN, 0, StaleAccess.NOBODY);
            foreign[regime] = Stage.COMPLETE;
        }
    }

    /** The walker read a descriptor. @param barriers number of DSBs so far */
    void walked(long pa, long barriers) {
        tables.add(pa >>> SHIFT);
        ShadowPage p = shadow.find(pa);
        if (p != null && p.isRecent(pa, barriers)) {
            boolean same =
                    (p.old & ShadowPage.bits(pa, 8)) != 0 && ShadowPage.difference(p.code, shadow.truth(p), pa, 8) < 0;
            if (!same) {
                findings.add(Kind.TLB, Lack.TABLE_BARRIER, pa, p.writer(pa));
            }
        }
    }

    /** A store is about to happen. */
    void before(ShadowPage p) {
        if (isTable(p)) {
            before = shadow.truth(p).clone();
        }
    }

    /** A store has happened. */
    void after(ShadowPage p, long pa, int bytes) {
        if (!isTable(p)) {
            return;
        }
        byte[] now = shadow.truth(p);
        for (long at = pa & -8L; at < pa + bytes; at += 8) {
            int offset = (int) (at - p.base);
            if (offset < PhysicalMemory.PAGE_BYTES) {
                changed(at, LittleEndian.get64(before, offset), LittleEndian.get64(now, offset));
            }
        }
    }

    private boolean isTable(ShadowPage p) {
        return tables.contains(p.base >>> SHIFT);
    }

    private void changed(long pa, long old, long now) {
        Change known = changes.get(pa);
        if (known == null || known.stage == Stage.COMPLETE) {
            if (((old ^ now) & ~IMMATERIAL) == 0) {
                return;
            }
            known = new Change(old);
            changes.put(pa, known);
        }
        known.unfinished |= known.stage == Stage.INVALIDATED;
        known.writer = findings.address;
        known.stage = Stage.WRITTEN;
    }

    /** {@return whether some change may not be seen yet} */
    boolean isChanging() {
        return !changes.isEmpty();
    }

    /** An address is translated. */
    void translated(long va) {
        for (long pa : mmu.descriptors(va)) {
            Change change = changes.get(pa);
            if (change != null) {
                findings.add(Kind.TLB, lack(change), pa, change.writer);
                changes.remove(pa);
                return;
            }
        }
    }

    private static Lack lack(Change change) {
        if (change.unfinished) {
            return Lack.TABLE_INVALIDATE_BARRIER;
        }
        return switch (change.stage) {
            case WRITTEN -> Lack.TABLE_BARRIER;
            case VISIBLE -> change.wasValid() ? Lack.TABLE_INVALIDATE : Lack.TABLE_SYNCHRONISE;
            case INVALIDATED -> Lack.TABLE_INVALIDATE_BARRIER;
            case COMPLETE -> Lack.TABLE_SYNCHRONISE;
        };
    }

    /** TLBI of everything of a regime, or of more. @param hypervisor whether of EL2's */
    void invalidatedAll(boolean hypervisor) {
        int regime = hypervisor ? 1 : 0;
        foreign[regime] = foreign[regime] == Stage.VISIBLE ? Stage.INVALIDATED : foreign[regime];
        changes.values().forEach(Translations::invalidate);
    }

    /** TLBI by address. @param lastLevel whether of leaf entries only */
    void invalidated(long va, boolean lastLevel) {
        for (long pa : mmu.descriptors(va)) {
            Change change = changes.get(pa);
            if (change != null && (!lastLevel || isLeaf(change.old))) {
                invalidate(change);
            }
        }
    }

    /** Pages have the bits of a table's descriptor: what it points to tells. */
    private boolean isLeaf(long descriptor) {
        return (descriptor & TABLE) == 0 || !tables.contains((descriptor & ADDRESS) >>> SHIFT);
    }

    private static void invalidate(Change change) {
        change.stage = change.stage == Stage.VISIBLE ? Stage.INVALIDATED : change.stage;
    }

    /** DSB. @param maintenanceToo whether it waits for more than stores */
    void barrier(boolean maintenanceToo) {
        for (Change change : changes.values()) {
            if (change.stage == Stage.WRITTEN) {
                change.stage = Stage.VISIBLE;
            } else if (change.stage == Stage.INVALIDATED && maintenanceToo) {
                change.stage = Stage.COMPLETE;
            }
        }
        for (int i = 0; i < foreign.length; i++) {
            foreign[i] = foreign[i] == Stage.INVALIDATED && maintenanceToo ? Stage.COMPLETE : foreign[i];
        }
    }

    /** Context synchronisation event. */
    void synchronised() {
        changes.values().removeIf(c -> c.stage == Stage.COMPLETE || c.stage == Stage.VISIBLE && !c.wasValid());
    }
}
