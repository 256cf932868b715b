package relolens.emulator.sanitize;

import relolens.emulator.sanitize.StaleAccess.Kind;
import relolens.emulator.sanitize.StaleAccess.Lack;

/**
 * Data caches that keep and drop lines as suits them least: a line stored to may be written back at any time or never, a
 * line that may be filled is held with the bytes of the worst moment. Lines come by themselves only while translation is on
 * (Arm ARM, "Caches and memory hierarchy"); what caches hold at entry nobody knows.
 */
final class DataLines {
    private final Shadow shadow;
    private final Findings findings;
    /** How many times translation has been turned on. */
    private int epoch;

    private boolean speculates;

    DataLines(Shadow shadow, Findings findings) {
        this.shadow = shadow;
        this.findings = findings;
    }

    /** Whether lines may be filled without being asked for. */
    void speculates(boolean on) {
        epoch += on && !speculates ? 1 : 0;
        speculates = on;
    }

    private boolean isAbsent(ShadowPage p, long bits) {
        return p.absentSince == epoch && (p.absent & bits) == bits;
    }

    /** A store is about to happen. @param writeBack whether a cache keeps it @param cached whether a cache takes part */
    void before(ShadowPage p, long bits, boolean cached, boolean writeBack) {
        byte[] truth = shadow.truth(p);
        if (cached) {
            if (writeBack && (bits & ~p.dirty) != 0) {
                p.memory = ShadowPage.present(p.memory);
                ShadowPage.copy(bits & ~p.dirty, truth, p.memory);
            }
            return;
        }
        if ((bits & ~p.stale) != 0 && !isAbsent(p, bits)) {
            p.cached = ShadowPage.present(p.cached);
            ShadowPage.copy(bits & ~p.stale, truth, p.cached);
            p.stale |= bits;
        }
        p.victim |= bits & p.stale & (p.dirty | p.owned);
    }

    /** A store has happened. */
    void after(ShadowPage p, long bits, long pa, int bytes, boolean cached, boolean writeBack) {
        byte[] truth = shadow.truth(p);
        int at = (int) (pa - p.base);
        if (cached) {
            if ((p.stale & bits) != 0) {
                System.arraycopy(truth, at, p.cached, at, bytes);
                p.victim |= writeBack ? p.stale & bits : 0;
            }
            if (writeBack) {
                p.dirty |= bits;
                p.absent &= ~bits;
                p.cleaning &= ~bits;
                p.invalidating &= ~bits;
            } else if ((p.dirty & bits) != 0) {
                System.arraycopy(truth, at, p.memory, at, bytes);
            }
            return;
        }
        if ((p.dirty & bits) != 0) {
            System.arraycopy(truth, at, p.memory, at, bytes);
        }
        if ((p.discarded & bits) != 0) {
            System.arraycopy(truth, at, p.cached, at, bytes);
        } else if ((p.owned & p.victim & bits) != 0) {
            for (int i = at; i < at + bytes; i++) {
                p.cached[i] = (byte) ~truth[i];
            }
        }
        if ((p.victim & (p.cleaning | p.invalidating) & bits) != 0) {
            findings.add(Kind.DATA, Lack.CLEAN_BEFORE_BARRIER, pa, findings.address);
            p.heal(bits);
        }
    }

    /** Bytes are read. @param kind as whose access a difference counts */
    void read(ShadowPage p, long pa, int bytes, boolean cached, Kind kind) {
        long bits = ShadowPage.bits(pa, bytes);
        long other = cached ? p.stale & bits : (p.dirty | p.victim) & bits;
        if (other == 0) {
            return;
        }
        byte[] truth = shadow.truth(p);
        if ((p.stale & bits) != 0 && (cached || (p.victim & bits) != 0)) {
            int at = ShadowPage.difference(p.cached, truth, pa, bytes);
            if (at >= 0) {
                found(kind, cached ? held(p, bits) : overwritten(p, bits), p, at, bits);
                return;
            }
        }
        if (!cached && (p.dirty & bits) != 0) {
            int at = ShadowPage.difference(p.memory, truth, pa, bytes);
            if (at >= 0) {
                found(kind, uncleaned(p, bits), p, at, bits);
            }
        }
    }

    private void found(Kind kind, Lack lack, ShadowPage p, int at, long bits) {
        findings.add(kind, lack, p.base + at, p.writer(at));
        p.heal(bits);
    }

    private static Lack held(ShadowPage p, long bits) {
        if ((p.discarded & bits) != 0) {
            return Lack.DISCARDED;
        }
        return (p.invalidating & bits) != 0 ? Lack.INVALIDATE_BARRIER : Lack.INVALIDATE;
    }

    private static Lack overwritten(ShadowPage p, long bits) {
        return (p.discarded & bits) != 0 ? Lack.DISCARDED : Lack.CLEAN_BEFORE;
    }

    private static Lack uncleaned(ShadowPage p, long bits) {
        if ((p.cleaning & bits) != 0) {
            return Lack.CLEAN_BARRIER;
        }
        return (p.abovePou & bits) == 0 ? Lack.CLEAN_FURTHER : Lack.CLEAN;
    }

    /** DC by address. @param refills whether the line may come back at once */
    void maintained(ShadowPage p, long bits, boolean cleans, boolean invalidates, boolean refills) {
        if (cleans) {
            writtenBack(p, bits & p.victim & ~p.discarded);
            p.cleaning |= bits;
        } else if (invalidates) {
            discard(p, bits & p.dirty & ~p.cleaning);
        }
        if (invalidates) {
            p.invalidating |= bits;
            p.vanishing = refills ? p.vanishing & ~bits : p.vanishing | bits;
        }
        shadow.waits(p);
    }

    private void writtenBack(ShadowPage p, long bits) {
        int at = bits == 0 ? -1 : ShadowPage.difference(p.cached, shadow.truth(p), bits);
        if (at >= 0) {
            findings.add(Kind.DATA, Lack.WRITES_BACK, p.base + at, p.writer(at));
            p.heal(bits);
        }
    }

    /** What only a cache had is gone, or was written back before: nobody knows. */
    private void discard(ShadowPage p, long bits) {
        if (bits != 0) {
            p.cached = ShadowPage.present(p.cached);
            ShadowPage.copy(bits, p.memory, p.cached);
            p.stale |= bits;
            p.victim |= bits;
            p.discarded |= bits;
            p.dirty &= ~bits;
        }
    }

    /** DC by address so far is complete. */
    void barrier(ShadowPage p) {
        p.dirty &= ~p.cleaning;
        p.owned &= ~(p.cleaning | p.invalidating);
        long gone = p.invalidating & ~p.discarded;
        p.stale &= ~gone;
        p.victim &= ~gone;
        if (p.absentSince != epoch) {
            p.absent = 0;
            p.absentSince = epoch;
        }
        p.absent |= p.vanishing;
        p.vanishing = 0;
        p.cleaning = 0;
        p.invalidating = 0;
    }

    /** Whoever is left for reads memory, and later by way of caches. */
    void left(ShadowPage p, long bits) {
        byte[] truth = shadow.truth(p);
        int at = ShadowPage.difference(p.memory.length == 0 ? truth : p.memory, truth, p.dirty & bits);
        if (at >= 0) {
            found(Kind.DATA, uncleaned(p, 1L << at / ShadowPage.GRANULE), p, at, bits);
            return;
        }
        at = ShadowPage.difference(p.cached.length == 0 ? truth : p.cached, truth, p.stale & bits);
        if (at >= 0) {
            long bit = 1L << at / ShadowPage.GRANULE;
            found(Kind.DATA, (p.victim & bit) != 0 ? overwritten(p, bit) : held(p, bit), p, at, bits);
        }
    }
}
