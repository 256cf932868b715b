package relolens.emulator.machine;

import java.util.List;
import java.util.Map;
import relolens.emulator.cache.CacheGeometry;
import relolens.emulator.cpu.SystemRegister;
import relolens.emulator.memory.RamRegion;
import relolens.emulator.mmu.TlbGeometry;

/**
 * What a machine is made of. CTR_EL0, CLIDR_EL1, CCSIDR_EL1 and DCZID_EL0 follow from the geometry unless
 * {@link #registers} says otherwise.
 *
 * @param ram where RAM answers
 * @param caches cache geometry, mode and write streaming
 * @param tlb TLB geometry
 * @param registers system registers whose reset value differs from the plain v8.2 core (ID registers included)
 * @param highestEl highest exception level implemented, 1 or 2; the machine starts there
 * @param fetchBytes bytes of one instruction fetch as listeners see it, a power of two from 4 to 64
 * @param memoryLimit most bytes of guest RAM contents the host will hold
 * @param faultsToHost whether a fault stops the machine while VBAR_ELx of the target level was never written
 */
public record MachineConfig(
        List<RamRegion> ram,
        CacheGeometry caches,
        TlbGeometry tlb,
        Map<SystemRegister, Long> registers,
        int highestEl,
        int fetchBytes,
        long memoryLimit,
        boolean faultsToHost) {

    public MachineConfig {
        ram = List.copyOf(ram);
        registers = Map.copyOf(registers);
        if (highestEl < 1 || highestEl > 2) {
            throw new IllegalArgumentException("highest exception level must be 1 or 2");
        }
        if (Integer.bitCount(fetchBytes) != 1 || fetchBytes < 4 || fetchBytes > 64) {
            throw new IllegalArgumentException("fetch granule must be 4 to 64 bytes");
        }
    }

    /** {@return a machine without caches, EL2 implemented, with this RAM} */
    public static MachineConfig plain(RamRegion... ram) {
        return new MachineConfig(
                List.of(ram), CacheGeometry.NONE, TlbGeometry.SMALL_CORE, Map.of(), 2, 16, 1L << 30, true);
    }

    /** {@return this machine with other caches} */
    public MachineConfig withCaches(CacheGeometry other) {
        return new MachineConfig(ram, other, tlb, registers, highestEl, fetchBytes, memoryLimit, faultsToHost);
    }

    /** {@return this machine with another TLB} */
    public MachineConfig withTlb(TlbGeometry other) {
        return new MachineConfig(ram, caches, other, registers, highestEl, fetchBytes, memoryLimit, faultsToHost);
    }

    /** {@return this machine with these system registers at reset} */
    public MachineConfig withRegisters(Map<SystemRegister, Long> other) {
        return new MachineConfig(ram, caches, tlb, other, highestEl, fetchBytes, memoryLimit, faultsToHost);
    }

    /** {@return this machine with another highest exception level} */
    public MachineConfig withHighestEl(int el) {
        return new MachineConfig(ram, caches, tlb, registers, el, fetchBytes, memoryLimit, faultsToHost);
    }
}
