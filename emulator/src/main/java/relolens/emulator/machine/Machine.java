package relolens.emulator.machine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import relolens.emulator.cache.CacheHierarchy;
import relolens.emulator.cpu.CoreIdentity;
import relolens.emulator.cpu.CpuState;
import relolens.emulator.cpu.SystemRegister;
import relolens.emulator.cpu.SystemRegisters;
import relolens.emulator.memory.PhysicalMemory;
import relolens.emulator.mmu.Access;
import relolens.emulator.mmu.Translation;

/**
 * One core with its memory, caches and translation. Deterministic: the same configuration, contents and entry state give
 * the same run, with listeners or without. One machine belongs to one thread at a time and shares nothing with others.
 */
public final class Machine {
    private final MachineConfig config;
    private final PhysicalMemory memory;
    private final CpuState cpu;
    private final CacheHierarchy caches;
    private final List<MachineListener> listeners = new ArrayList<>();
    private final Set<Long> exits = new HashSet<>();

    /** A machine at reset: highest exception level, translation off, interrupts masked, memory all zero. */
    public Machine(MachineConfig config) {
        this.config = config;
        this.memory = new PhysicalMemory(config.ram(), config.memoryLimit());
        Map<SystemRegister, Long> initial = new EnumMap<>(SystemRegister.class);
        initial.putAll(CoreIdentity.plain(config.highestEl()));
        initial.putAll(GeometryRegisters.of(config.caches()));
        initial.putAll(config.registers());
        SystemRegisters system = new SystemRegisters(initial);
        system.setCacheSizes(GeometryRegisters.sizes(config.caches()));
        this.cpu = new CpuState(system, config.highestEl());
        this.caches = new CacheHierarchy(config.caches(), memory);
    }

    /** {@return what the machine is made of} */
    public MachineConfig config() {
        return config;
    }

    /** {@return registers; hosts may change them between runs} */
    public CpuState cpu() {
        return cpu;
    }

    /** {@return RAM as the point of coherency sees it} */
    public PhysicalMemory memory() {
        return memory;
    }

    /** {@return the caches} */
    public CacheHierarchy caches() {
        return caches;
    }

    /** Translates for the host: walks the tables, leaves no trace in TLB or caches, takes no exception. */
    public Translation translate(long va, Access access) {
        throw new UnsupportedOperationException("translate " + va + access);
    }

    /** Adds a watcher; several are called in the order they were added. */
    public void listen(MachineListener listener) {
        listeners.add(listener);
    }

    /** Stops the run when the program counter reaches {@code va}, before that instruction executes. */
    public void addExit(long va) {
        exits.add(va);
    }

    /** Whether HVC stops the run as {@link Stop.HostCall} (the default is false: an exception to EL2). */
    public void hostHandlesHvc(boolean host) {
        throw new UnsupportedOperationException("" + host);
    }

    /** Whether SMC stops the run as {@link Stop.HostCall} (the default is true: there is no EL3). */
    public void hostHandlesSmc(boolean host) {
        throw new UnsupportedOperationException("" + host);
    }

    /** {@return instructions retired since reset} */
    public long instructions() {
        return cpu.retired;
    }

    /**
     * Executes from {@code cpu().pc}.
     *
     * @param maxInstructions most instructions to retire in this call
     * @param cancelled asked about every 65536 instructions
     * @return why it stopped; the state is consistent and the run can go on
     */
    public Stop run(long maxInstructions, BooleanSupplier cancelled) {
        throw new UnsupportedOperationException("run " + exits + maxInstructions + cancelled);
    }
}
