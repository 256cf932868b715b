package relolens.emulator.execute;

import relolens.emulator.cpu.GuestFault;
import relolens.emulator.cpu.SystemRegister;

/** SVC, HVC, SMC, BRK, HLT, UDF and ERET. */
final class ExceptionCalls {
    private ExceptionCalls() {}

    static void bind(Bindings b) {
        b.bind("UDF", op -> (c, o) -> {
            throw GuestFault.undefined("udf #" + (o.word & 0xffff));
        });
        b.bind("SVC", op -> call(op, GuestFault.EC_SVC, "svc"));
        b.bind("BRK", op -> call(op, GuestFault.EC_BRK, "brk"));
        b.bind("HLT", op -> (c, o) -> {
            throw GuestFault.undefined("hlt #" + o.imm + " while halting debug is off");
        });
        b.bind("HVC", op -> {
            op.imm = op.bits(5, 16);
            return (c, o) -> {
                if (c.cpu.el == 0) {
                    throw GuestFault.undefined("hvc at EL0");
                }
                if (c.hostHandles(false)) {
                    throw new HostCallSignal("hvc", (int) o.imm);
                }
                if (!c.hasHypervisor()) {
                    throw GuestFault.undefined("hvc without EL2");
                }
                throw GuestFault.call(GuestFault.EC_HVC, (int) o.imm, "hvc");
            };
        });
        b.bind("SMC", op -> {
            op.imm = op.bits(5, 16);
            return (c, o) -> {
                if (c.cpu.el > 0 && c.hostHandles(true)) {
                    throw new HostCallSignal("smc", (int) o.imm);
                }
                throw GuestFault.undefined(c.cpu.el == 0 ? "smc at EL0" : "smc without EL3");
            };
        });
        for (String id : new String[] {"ERET", "ERETAA", "ERETAB"}) {
            b.bind(id, op -> ExceptionCalls::exceptionReturn);
        }
    }

    private static Executor call(Operation op, int exceptionClass, String name) {
        op.imm = op.bits(5, 16);
        return (c, o) -> {
            throw GuestFault.call(exceptionClass, (int) o.imm, name);
        };
    }

    private static void exceptionReturn(Core core, Operation op) {
        int el = core.cpu.el;
        if (el == 0) {
            throw GuestFault.undefined("eret at EL0");
        }
        long spsr = core.cpu.system().get(el == 2 ? SystemRegister.SPSR_EL2 : SystemRegister.SPSR_EL1);
        long elr = core.cpu.system().get(el == 2 ? SystemRegister.ELR_EL2 : SystemRegister.ELR_EL1);
        int target = (int) spsr >>> 2 & 3;
        boolean aarch32 = (spsr & 1 << 4) != 0;
        boolean reserved = (spsr & 2) != 0 || target == 0 && (spsr & 1) != 0;
        if (aarch32 || reserved || target > el) {
            throw GuestFault.illegalState(String.format("eret with SPSR_EL%d = %#x", el, spsr));
        }
        core.cpu.pstate(spsr);
        core.cpu.next = elr;
        core.clearMonitor();
        core.mmu.stateChanged();
    }
}
