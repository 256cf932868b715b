package relolens.emulator.execute;

import relolens.emulator.cache.CacheGeometry;
import relolens.emulator.cpu.GuestFault;
import relolens.emulator.cpu.SystemRegister;
import relolens.emulator.mmu.Access;

/** DC, IC, AT and the plain SYS forms. */
final class Maintenance {
    /** A cache operation on one line. @return whether a dirty line was found */
    @FunctionalInterface
    private interface LineOperation {
        boolean on(Core core, long pa);
    }

    private Maintenance() {}

    static void bind(Bindings b) {
        b.bind("DC", Maintenance::dataCache);
        b.bind("DC_ZVA", op -> Maintenance::zero);
        b.bind("IC", Maintenance::instructionCache);
        b.bind("AT", Maintenance::addressTranslation);
        b.bind("TLBI", TlbMaintenance::prepare);
        b.bind("SYS", op -> unknown("sys"));
        b.bind("SYSL", op -> unknown("sysl"));
    }

    /** op1, CRm and op2 as the three digits of a hexadecimal number. */
    static int key(Operation op) {
        return op.bits(16, 3) << 8 | op.bits(8, 4) << 4 | op.bits(5, 3);
    }

    static Executor unknown(String what) {
        return (c, o) -> {
            throw GuestFault.undefined(String.format(
                    "%s op1=%d CRn=%d CRm=%d op2=%d is not implemented",
                    what, o.bits(16, 3), o.bits(12, 4), o.bits(8, 4), o.bits(5, 3)));
        };
    }

    private static Executor dataCache(Operation op) {
        switch (key(op)) {
            case 0x061:
                return byAddress(Access.WRITE, (c, pa) -> c.caches.invalidate(pa));
            case 0x3a1:
            case 0x3c1:
            case 0x3d1:
                return byAddress(Access.READ, (c, pa) -> c.caches.clean(pa));
            case 0x3b1:
                return byAddress(Access.READ, (c, pa) -> c.caches.cleanToUnification(pa));
            case 0x3e1:
                return byAddress(Access.READ, (c, pa) -> c.caches.cleanInvalidate(pa));
            case 0x062:
                return bySetWay(false, true);
            case 0x0a2:
                return bySetWay(true, false);
            case 0x0e2:
                return bySetWay(true, true);
            default:
                return unknown("dc");
        }
    }

    private static Executor byAddress(Access permission, LineOperation operation) {
        return (c, o) -> {
            long va = c.x[o.t];
            long pa = translate(c, va, permission);
            if (c.caches.isMaintained()) {
                int level = c.listener == null ? 0 : c.caches.levelOf(pa);
                notify(c, o, va, pa, level, operation.on(c, pa));
            } else {
                notify(c, o, va, pa, 0, false);
            }
        };
    }

    private static long translate(Core core, long va, Access permission) {
        try {
            return core.mmu.translate(va, permission, false);
        } catch (GuestFault fault) {
            throw fault.asMaintenance();
        }
    }

    private static void notify(Core core, Operation op, long va, long pa, int level, boolean dirty) {
        if (core.listener != null) {
            core.listener.maintenance(op, va, pa, level, dirty);
        }
    }

    private static Executor bySetWay(boolean clean, boolean invalidate) {
        return (c, o) -> {
            needPrivilege(c, "dc by set and way");
            long operand = c.x[o.t];
            int level = ((int) operand >>> 1 & 7) + 1;
            boolean dirty = false;
            CacheGeometry.Level geometry =
                    c.caches.geometry().find(level, false).orElse(null);
            if (geometry != null) {
                int wayShift = 32 - (32 - Integer.numberOfLeadingZeros(geometry.ways() - 1));
                int way = geometry.ways() == 1 ? 0 : (int) operand >>> wayShift;
                int lineShift = Integer.numberOfTrailingZeros(geometry.lineBytes());
                int set = (int) (operand & Operands.LOW32) >>> lineShift & geometry.sets() - 1;
                dirty = c.caches.bySetWay(level, set, way, clean, invalidate);
            }
            notify(c, o, operand, 0, level, dirty);
        };
    }

    private static void needPrivilege(Core core, String what) {
        if (core.cpu.el == 0) {
            throw GuestFault.undefined(what + " at EL0");
        }
    }

    private static void zero(Core core, Operation op) {
        long dczid = core.cpu.system().get(SystemRegister.DCZID_EL0);
        if ((dczid & 16) != 0) {
            throw GuestFault.undefined("dc zva while DCZID_EL0.DZP is set");
        }
        long va = core.x[op.t];
        core.bus.zero(va, 4 << (int) (dczid & 15));
    }

    private static Executor instructionCache(Operation op) {
        switch (key(op)) {
            case 0x010:
            case 0x050:
                return (c, o) -> {
                    needPrivilege(c, "ic iallu");
                    c.caches.invalidateInstructions();
                    c.instructionsInvalidated();
                    notify(c, o, 0, 0, 0, false);
                };
            case 0x351:
                return (c, o) -> {
                    long va = c.x[o.t];
                    long pa = translate(c, va, Access.READ);
                    c.caches.invalidateInstruction(pa);
                    c.instructionsInvalidated();
                    notify(c, o, va, pa, 0, false);
                };
            default:
                return unknown("ic");
        }
    }

    private static Executor addressTranslation(Operation op) {
        int crm = op.bits(8, 4);
        int op2 = op.bits(5, 3);
        boolean hypervisor = op.bits(16, 3) == 4;
        boolean write = (op2 & 1) != 0;
        if (crm == 9 && !hypervisor && op2 <= 1) {
            return (c, o) -> report(c, o, 1, write, false, true);
        }
        if (crm != 8 || hypervisor && (op2 == 2 || op2 == 3) || !hypervisor && op2 > 3) {
            return unknown("at");
        }
        if (!hypervisor) {
            return (c, o) -> report(c, o, 1, write, op2 >= 2, false);
        }
        return op2 <= 1
                ? (c, o) -> report(c, o, 2, write, false, false)
                : (c, o) -> report(c, o, 1, write, op2 >= 6, false);
    }

    /** AT S1E1x at EL2 with E2H and TGE set asks about EL2's own regime. */
    private static void report(Core core, Operation op, int el, boolean write, boolean user, boolean pan) {
        needPrivilege(core, "at");
        if (op.bits(16, 3) == 4 && core.cpu.el < 2) {
            throw GuestFault.undefined("at of EL2 at EL1");
        }
        long va = core.x[op.t];
        boolean redirected = el == 1
                && op.bits(16, 3) == 0
                && core.cpu.el == 2
                && core.cpu.system().e2h()
                && (core.cpu.system().get(SystemRegister.HCR_EL2) & 1L << 27) != 0;
        long par = core.mmu.addressTranslate(va, redirected ? 2 : el, write, user, pan);
        core.cpu.system().set(SystemRegister.PAR_EL1, par);
        notify(core, op, va, 0, 0, false);
    }
}
