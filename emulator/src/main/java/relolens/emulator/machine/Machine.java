package relolens.emulator.machine;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import relolens.emulator.bus.Bus;
import relolens.emulator.cache.CacheHierarchy;
import relolens.emulator.cache.CacheListener;
import relolens.emulator.cpu.CoreIdentity;
import relolens.emulator.cpu.CpuState;
import relolens.emulator.cpu.SystemRegister;
import relolens.emulator.cpu.SystemRegisters;
import relolens.emulator.execute.Core;
import relolens.emulator.memory.PhysicalMemory;
import relolens.emulator.mmu.Access;
import relolens.emulator.mmu.Mmu;
import relolens.emulator.mmu.MmuListener;
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
    private final Mmu mmu;
    private final Core core;
    private final Interpreter interpreter;
    private final ListenerFan listeners = new ListenerFan();
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
        this.mmu = new Mmu(cpu, caches, memory, config.tlb());
        CodePages pages = new CodePages();
        this.core = new Core(cpu, new Bus(mmu, caches, memory, pages), mmu, caches);
        this.interpreter = new Interpreter(
                core,
                memory,
                pages,
                new ExceptionEntry(cpu, mmu, config.faultsToHost()),
                exits,
                listeners,
                config.fetchBytes());
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

    /** {@return translation and TLBs} */
    public Mmu mmu() {
        return mmu;
    }

    /**
     * Translates for the host as the current exception level would: asks the TLB, then walks the tables; leaves no trace
     * in TLB or caches and takes no exception.
     */
    public Translation translate(long va, Access access) {
        mmu.contextChanged();
        return mmu.probe(va, access);
    }

    /** Adds a watcher; several are called in the order they were added. Not while a run is active. */
    public void listen(MachineListener listener) {
        listeners.add(listener);
        connect();
    }

    /** Removes a watcher; without any, the fast loop runs. Not while a run is active. */
    public void unlisten(MachineListener listener) {
        listeners.remove(listener);
        connect();
    }

    private void connect() {
        boolean watched = !listeners.isEmpty();
        core.listen(watched ? listeners : null);
        caches.listen(watched ? listeners : CacheListener.NONE);
        mmu.listen(watched ? listeners : MmuListener.NONE, watched);
    }

    /** Stops a run when the program counter reaches {@code va}, before that instruction executes. */
    public void addExit(long va) {
        exits.add(va);
        interpreter.forgetDecoded();
    }

    /** Takes back {@link #addExit}. */
    public void removeExit(long va) {
        exits.remove(va);
    }

    /** Whether HVC stops the run as {@link Stop.HostCall}; if not (the default) it is an exception to EL2. */
    public void hostHandlesHvc(boolean host) {
        core.hostHandlesHvc(host);
    }

    /** Whether SMC stops the run as {@link Stop.HostCall} (the default); if not it is UNDEFINED, as without EL3. */
    public void hostHandlesSmc(boolean host) {
        core.hostHandlesSmc(host);
    }

    /** {@return instructions retired since reset} */
    public long instructions() {
        return cpu.retired;
    }

    /**
     * Executes from {@code cpu().pc}. Between runs the host may change registers and memory; decoded instructions are
     * checked at each start, so changed code is seen (in cache mode DATA as far as the instruction cache lets it).
     *
     * @param maxInstructions most instructions to retire in this call
     * @param cancelled asked at the start and about every 65536 instructions
     * @return why it stopped; the state is consistent and the run can go on
     */
    public Stop run(long maxInstructions, BooleanSupplier cancelled) {
        return interpreter.run(maxInstructions, cancelled);
    }

    /** Goes on after {@link Stop.Paused}; hosts must not have changed memory or registers in between. */
    public Stop proceed(long maxInstructions, BooleanSupplier cancelled) {
        return interpreter.proceed(maxInstructions, cancelled);
    }

    /** Makes a run with listeners stop after the instruction that is retiring; for listeners. */
    public void pause() {
        interpreter.pause();
    }

    /**
     * Goes on fast: without listeners, accesses straight to memory, caches standing still. Architecturally this is a run
     * in which lines left the caches in time; what the caches keep dirty, or miss, cannot bite meanwhile.
     *
     * @param order what may be executed, and how much
     * @param cacheable whether data accesses use the caches (they are written back before and read again after), or pass
     *     them by as those with translation off do
     * @return {@link Stop.Paused} or {@link Stop.Cancelled}
     */
    public Stop fastForward(FastForward order, boolean cacheable, BooleanSupplier cancelled) {
        caches.listen(CacheListener.NONE);
        mmu.listen(MmuListener.NONE, false);
        core.mute();
        caches.suspend(cacheable);
        try {
            return interpreter.fastForward(order, cancelled);
        } finally {
            caches.resume(cacheable);
            connect();
        }
    }
}
