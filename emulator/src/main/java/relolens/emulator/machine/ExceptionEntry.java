package relolens.emulator.machine;

import relolens.emulator.cpu.CpuState;
import relolens.emulator.cpu.GuestFault;
import relolens.emulator.cpu.SystemRegister;
import relolens.emulator.cpu.SystemRegisters;
import relolens.emulator.mmu.Access;
import relolens.emulator.mmu.Mmu;
import relolens.emulator.mmu.Translation;

/** Taking a synchronous exception (Arm ARM, "Exception entry"). */
final class ExceptionEntry {
    private static final long HCR_TGE = 1L << 27;
    private static final long SCTLR_SPAN = 1L << 23;

    private final CpuState cpu;
    private final Mmu mmu;
    private final boolean faultsToHost;

    ExceptionEntry(CpuState cpu, Mmu mmu, boolean faultsToHost) {
        this.cpu = cpu;
        this.mmu = mmu;
        this.faultsToHost = faultsToHost;
    }

    /** What was entered, for listeners. */
    record Entered(int targetEl, long syndrome, long returnAddress, long vector) {}

    /** {@return the exception level that takes {@code fault}} */
    int target(GuestFault fault) {
        if (cpu.el == 2 || fault.exceptionClass() == GuestFault.EC_HVC) {
            return 2;
        }
        boolean general = (cpu.system().get(SystemRegister.HCR_EL2) & HCR_TGE) != 0;
        return cpu.el == 0 && general ? 2 : 1;
    }

    /** {@return the vector's address} */
    long vector(int target) {
        long base = cpu.system().get(target == 2 ? SystemRegister.VBAR_EL2 : SystemRegister.VBAR_EL1);
        int offset = cpu.el < target ? 0x400 : cpu.ownStack() ? 0x200 : 0;
        return base + offset;
    }

    /** {@return why the host should hear of the fault instead of the guest, or "" if the guest takes it} */
    String noVector(int target) {
        if (!faultsToHost) {
            return "";
        }
        long base = cpu.system().get(target == 2 ? SystemRegister.VBAR_EL2 : SystemRegister.VBAR_EL1);
        if (base == 0) {
            return "VBAR_EL" + target + " was never set";
        }
        if (target == cpu.el) {
            Translation vector = mmu.probe(vector(target), Access.FETCH);
            if (vector instanceof Translation.Faulted) {
                return String.format("VBAR_EL%d = %#x is not mapped", target, base);
            }
        }
        return "";
    }

    /** Enters the vector. */
    Entered take(GuestFault fault, int target) {
        SystemRegisters system = cpu.system();
        boolean second = target == 2;
        long vector = vector(target);
        long returnAddress = fault.returnsAfter() ? cpu.pc + 4 : cpu.pc;
        int exceptionClass = fault.exceptionClass();
        boolean abort = exceptionClass == GuestFault.EC_INSTRUCTION_ABORT || exceptionClass == GuestFault.EC_DATA_ABORT;
        if (abort && target == cpu.el) {
            exceptionClass++;
        }
        long syndrome = (long) exceptionClass << 26 | 1 << 25 | fault.iss();
        system.set(second ? SystemRegister.ESR_EL2 : SystemRegister.ESR_EL1, syndrome);
        if (fault.hasFaultAddress()) {
            system.set(second ? SystemRegister.FAR_EL2 : SystemRegister.FAR_EL1, fault.faultAddress());
        }
        system.set(second ? SystemRegister.SPSR_EL2 : SystemRegister.SPSR_EL1, cpu.pstate());
        system.set(second ? SystemRegister.ELR_EL2 : SystemRegister.ELR_EL1, returnAddress);
        cpu.enter(target, true);
        cpu.daif = 0x3c0;
        cpu.uao = false;
        boolean setsPan = !second || system.e2h();
        long sctlr = system.get(second ? SystemRegister.SCTLR_EL2 : SystemRegister.SCTLR_EL1);
        if (setsPan && (sctlr & SCTLR_SPAN) == 0) {
            cpu.pan = true;
        }
        cpu.pc = vector;
        mmu.stateChanged();
        return new Entered(target, syndrome, returnAddress, vector);
    }
}
