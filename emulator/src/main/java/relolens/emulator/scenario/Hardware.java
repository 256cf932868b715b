package relolens.emulator.scenario;

import relolens.emulator.cache.CacheGeometry;
import relolens.emulator.mmu.TlbGeometry;

/**
 * What of a core's build the machine must have, so that listeners see what that core would do.
 *
 * @param caches sizes, mode, write streaming
 * @param tlb sizes
 * @param fetchBytes bytes of one instruction fetch
 */
public record Hardware(CacheGeometry caches, TlbGeometry tlb, int fetchBytes) {
    /** No caches, a small TLB: for runs where only the result counts. */
    public static final Hardware PLAIN = new Hardware(CacheGeometry.NONE, TlbGeometry.SMALL_CORE, 16);
}
