package relolens.emulator.execute;

import org.jspecify.annotations.Nullable;
import relolens.emulator.bus.Bus;
import relolens.emulator.cache.CacheHierarchy;
import relolens.emulator.cpu.CpuState;
import relolens.emulator.cpu.GuestFault;
import relolens.emulator.cpu.SystemRegister;
import relolens.emulator.mmu.Mmu;

/** Everything an executor may touch. */
public final class Core {
    /** Registers. */
    public final CpuState cpu;
    /** Memory as instructions see it. */
    public final Bus bus;
    /** Translation. */
    public final Mmu mmu;
    /** Caches, for maintenance. */
    public final CacheHierarchy caches;
    /** General registers, the array of {@link #cpu}. */
    final long[] x;
    /** Vector registers, the array of {@link #cpu}. */
    final long[] v;

    /** Who hears of maintenance, or null. */
    @Nullable
    MaintenanceListener listener;

    /** Local exclusive monitor: physical address, or -1 when open. */
    long monitor = -1;

    /** Bytes the monitor covers. */
    int monitorBytes;

    private boolean hostHandlesHvc;
    private boolean hostHandlesSmc = true;
    private boolean instructionsInvalidated;

    /** A core over its parts. */
    public Core(CpuState cpu, Bus bus, Mmu mmu, CacheHierarchy caches) {
        this.cpu = cpu;
        this.bus = bus;
        this.mmu = mmu;
        this.caches = caches;
        this.x = cpu.x;
        this.v = cpu.v;
    }

    /** Sets who watches, or nobody. */
    public void listen(@Nullable MaintenanceListener to) {
        listener = to;
        bus.listen(to);
    }

    /** Whether maintenance is told to the listener; {@link #listen} makes it so again. */
    public void mute() {
        listener = null;
    }

    /** Whether HVC leaves to the host. */
    public void hostHandlesHvc(boolean host) {
        hostHandlesHvc = host;
    }

    /** Whether SMC leaves to the host. */
    public void hostHandlesSmc(boolean host) {
        hostHandlesSmc = host;
    }

    boolean hostHandles(boolean smc) {
        return smc ? hostHandlesSmc : hostHandlesHvc;
    }

    /** {@return whether EL2 is implemented} */
    boolean hasHypervisor() {
        return (cpu.system().get(SystemRegister.ID_AA64PFR0_EL1) >>> 8 & 15) != 0;
    }

    /** An IC operation was executed: fetched instructions must be fetched again. */
    void instructionsInvalidated() {
        instructionsInvalidated = true;
    }

    /** {@return whether an IC operation was executed since the last call} */
    public boolean takeInstructionsInvalidated() {
        boolean was = instructionsInvalidated;
        instructionsInvalidated = false;
        return was;
    }

    /** Opens the exclusive monitor. */
    public void clearMonitor() {
        monitor = -1;
    }

    /** {@return the base address in slot {@code n}, after the SP alignment check where it is SP} */
    long base(int n) {
        long address = x[n];
        if (n == CpuState.SP && (address & 15) != 0 && checksStack()) {
            throw GuestFault.spAlignment(address);
        }
        return address;
    }

    private boolean checksStack() {
        boolean second = cpu.el == 2;
        long sctlr = cpu.system().get(second ? SystemRegister.SCTLR_EL2 : SystemRegister.SCTLR_EL1);
        return (sctlr & (cpu.el == 0 ? 1 << 4 : 1 << 3)) != 0;
    }

    /** @throws GuestFault if FP and SIMD are trapped at this exception level */
    void needVectors() {
        boolean e2h = cpu.system().e2h();
        long cpacr = cpu.system().get(SystemRegister.CPACR_EL1) >>> 20 & 3;
        long cptr = cpu.system().get(SystemRegister.CPTR_EL2);
        boolean open;
        if (cpu.el == 2) {
            open = e2h ? (cptr >>> 20 & 1) != 0 : (cptr & 1 << 10) == 0;
        } else {
            open = cpu.el == 1 ? (cpacr & 1) != 0 : cpacr == 3;
        }
        if (!open) {
            throw GuestFault.fpTrapped();
        }
    }
}
