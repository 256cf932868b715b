package relolens.emulator.execute;

import org.jspecify.annotations.Nullable;
import relolens.emulator.cpu.CpuState;
import relolens.emulator.cpu.GuestFault;
import relolens.emulator.cpu.SystemRegister;

/** MSR and MRS. */
final class SystemRegisterAccess {
    private SystemRegisterAccess() {}

    static void bind(Bindings b) {
        b.bind("MRS", op -> {
            op.k = encoding(op);
            return SystemRegisterAccess::read;
        });
        b.bind("MSR_reg", op -> {
            op.k = encoding(op);
            return SystemRegisterAccess::write;
        });
        b.bind("MSR_imm", op -> {
            op.k = op.bits(16, 3) << 3 | op.bits(5, 3);
            op.imm = op.bits(8, 4);
            return SystemRegisterAccess::writeField;
        });
    }

    /** op0 is 2 or 3 by bit 19. */
    private static int encoding(Operation op) {
        return SystemRegister.pack(2 + op.bits(19, 1), op.bits(16, 3), op.bits(12, 4), op.bits(8, 4), op.bits(5, 3));
    }

    private static SystemRegister resolve(Core core, Operation op, boolean write) {
        SystemRegister register = core.cpu.system().resolve(op.k, core.cpu.el);
        boolean stackOfOwnLevel = register == SystemRegister.SP_EL0 && !core.cpu.ownStack();
        boolean closed = core.cpu.el == 0 && register != null && !openToUser(core, register);
        if (register == null || write && CpuState.isReadOnly(register) || stackOfOwnLevel || closed) {
            throw GuestFault.undefined(
                    String.format("%s of %s at EL%d", write ? "msr" : "mrs", name(register, op.k), core.cpu.el));
        }
        return register;
    }

    private static boolean openToUser(Core core, SystemRegister register) {
        switch (register) {
            case CTR_EL0:
                return (core.cpu.system().get(SystemRegister.SCTLR_EL1) & 1 << 15) != 0;
            case DAIF:
                return (core.cpu.system().get(SystemRegister.SCTLR_EL1) & 1 << 9) != 0;
            default:
                return true;
        }
    }

    private static String name(@Nullable SystemRegister register, int encoding) {
        SystemRegister known = register != null ? register : SystemRegister.of(encoding);
        return known != null ? known.lowerName() : SystemRegister.genericName(encoding);
    }

    private static void read(Core core, Operation op) {
        core.x[op.d] = core.cpu.readSystem(resolve(core, op, false));
    }

    private static void write(Core core, Operation op) {
        SystemRegister register = resolve(core, op, true);
        core.cpu.writeSystem(register, core.x[op.t]);
        if (register.affectsTranslation()) {
            core.mmu.contextChanged();
        } else if (register == SystemRegister.PAN || register == SystemRegister.UAO) {
            core.mmu.stateChanged();
        }
    }

    private static void writeField(Core core, Operation op) {
        CpuState cpu = core.cpu;
        int value = (int) op.imm;
        boolean daif = op.k == (3 << 3 | 6) || op.k == (3 << 3 | 7);
        if (cpu.el == 0 && !(daif && openToUser(core, SystemRegister.DAIF))) {
            throw GuestFault.undefined("msr (immediate) at EL0");
        }
        switch (op.k) {
            case 3:
                cpu.uao = (value & 1) != 0;
                core.mmu.stateChanged();
                break;
            case 4:
                cpu.pan = (value & 1) != 0;
                core.mmu.stateChanged();
                break;
            case 5:
                cpu.enter(cpu.el, (value & 1) != 0);
                break;
            case 3 << 3 | 6:
                cpu.daif |= value << 6;
                break;
            case 3 << 3 | 7:
                cpu.daif &= ~(value << 6);
                break;
            default:
                throw GuestFault.undefined(
                        String.format("msr (immediate) to PSTATE field op1=%d op2=%d", op.k >>> 3, op.k & 7));
        }
    }
}
