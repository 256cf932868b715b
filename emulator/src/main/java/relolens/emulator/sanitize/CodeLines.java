package relolens.emulator.sanitize;

import org.jspecify.annotations.Nullable;
import relolens.emulator.sanitize.StaleAccess.Kind;
import relolens.emulator.sanitize.StaleAccess.Lack;

/**
 * An instruction cache and a prefetcher that hold whatever stood anywhere before it was overwritten, until all that the
 * architecture asks for has been done in its order: DC to the PoU, DSB, IC, DSB, ISB (Arm ARM, "Synchronization and
 * coherency issues between data and instruction accesses").
 */
final class CodeLines {
    private static final int WORD = 4;

    private final Shadow shadow;
    private final Findings findings;
    private final Assumptions assumptions;

    CodeLines(Shadow shadow, Findings findings, Assumptions assumptions) {
        this.shadow = shadow;
        this.findings = findings;
        this.assumptions = assumptions;
    }

    void before(ShadowPage p, long bits) {
        long fresh = bits & ~p.old;
        if (fresh != 0) {
            p.code = ShadowPage.present(p.code);
            ShadowPage.copy(fresh, shadow.truth(p), p.code);
            p.old |= fresh;
        }
    }

    /** @param writeBack whether a cache keeps it */
    void after(ShadowPage p, long bits, boolean writeBack) {
        p.abovePou |= bits;
        p.unsynchronised |= bits;
        p.forgetting &= ~bits;
        p.forgotten &= ~bits;
        if (writeBack && !assumptions.idc()) {
            p.reachingPou &= ~bits;
        } else {
            p.reachingPou |= bits;
        }
        shadow.waits(p);
    }

    /** DC by address that cleans at least to the PoU. */
    void cleaned(ShadowPage p, long bits) {
        p.reachingPou |= bits & p.abovePou;
        shadow.waits(p);
    }

    /** IC: does nothing lasting for what fetches would bring in again as it was. */
    void invalidated(ShadowPage p, long bits) {
        long reached = bits & p.old & ~p.abovePou;
        if (reached != 0) {
            p.forgetting |= reached;
            shadow.waits(p);
        }
    }

    /** DSB of stores. */
    void storesComplete(ShadowPage p, boolean maintenanceToo) {
        // A store past the caches, or a coherent PoU, needs no more than its own completion.
        p.abovePou &= ~p.reachingPou;
        p.reachingPou = 0;
        if (maintenanceToo) {
            p.forgotten |= p.forgetting;
            p.forgetting = 0;
        }
        if (assumptions.dic()) {
            p.forgotten |= p.old & ~p.abovePou;
        }
    }

    void synchronised(ShadowPage p) {
        p.old &= ~p.forgotten;
        p.forgotten = 0;
        p.unsynchronised &= p.abovePou;
    }

    /** An instruction is executed. @param cached whether its fetch may use caches */
    void executed(ShadowPage p, long pa, boolean cached) {
        long bit = ShadowPage.bits(pa, WORD);
        Lack lack = lack(p, bit, pa, WORD, cached);
        if (lack != null) {
            findings.add(Kind.FETCH, lack, pa, p.writer(pa));
            p.old &= ~bit;
            p.heal(bit);
        }
    }

    private @Nullable Lack lack(ShadowPage p, long bit, long pa, int bytes, boolean cached) {
        byte[] truth = shadow.truth(p);
        if (cached) {
            if ((p.old & bit) != 0 && ShadowPage.difference(p.code, truth, pa, bytes) >= 0) {
                return stage(p, bit);
            }
            boolean held = (p.stale & bit) != 0 && ShadowPage.difference(p.cached, truth, pa, bytes) >= 0;
            return held ? Lack.INVALIDATE : null;
        }
        if ((p.dirty & bit) != 0 && ShadowPage.difference(p.memory, truth, pa, bytes) >= 0) {
            return (p.cleaning & bit) != 0 ? Lack.CLEAN_BARRIER : Lack.CLEAN;
        }
        if ((p.victim & bit) != 0 && ShadowPage.difference(p.cached, truth, pa, bytes) >= 0) {
            return Lack.CLEAN_BEFORE;
        }
        boolean early = (p.unsynchronised & p.old & bit) != 0 && ShadowPage.difference(p.code, truth, pa, bytes) >= 0;
        if (early) {
            return (p.abovePou & bit) != 0 ? Lack.CODE_CLEAN_BARRIER : Lack.CODE_SYNCHRONISE;
        }
        return null;
    }

    private Lack stage(ShadowPage p, long bit) {
        if ((p.abovePou & bit) != 0) {
            return (p.reachingPou & bit) != 0 ? Lack.CODE_CLEAN_BARRIER : Lack.CODE_CLEAN;
        }
        if ((p.forgotten & bit) != 0 || assumptions.dic()) {
            return Lack.CODE_SYNCHRONISE;
        }
        return (p.forgetting & bit) != 0 ? Lack.CODE_INVALIDATE_BARRIER : Lack.CODE_INVALIDATE;
    }

    /** Whoever is left for is executed with the MMU off, its instruction cache on or off. */
    void left(ShadowPage p, long bits) {
        int at = ShadowPage.difference(p.code.length == 0 ? shadow.truth(p) : p.code, shadow.truth(p), p.old & bits);
        if (at >= 0) {
            findings.add(Kind.FETCH, stage(p, 1L << at / ShadowPage.GRANULE), p.base + at, p.writer(at));
        }
    }
}
