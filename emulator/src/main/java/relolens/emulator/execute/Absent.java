package relolens.emulator.execute;

import java.util.EnumSet;
import java.util.Set;
import relolens.emulator.cpu.GuestFault;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;
import relolens.emulator.isa.TimingClass;

/** Rows whose feature the core does not have, or whose state it is never in: UNDEFINED, by name. */
final class Absent {
    private static final String[] MEMORY_TAGGING = {
        "ADDG",
        "SUBG",
        "SUBP",
        "SUBPS",
        "IRG",
        "GMI",
        "STG_off",
        "STG_post",
        "STG_pre",
        "STZG_off",
        "STZG_post",
        "STZG_pre",
        "ST2G_off",
        "ST2G_post",
        "ST2G_pre",
        "STZ2G_off",
        "STZ2G_post",
        "STZ2G_pre",
        "LDG",
        "STZGM",
        "STGM",
        "LDGM",
        "STGP_off",
        "STGP_post",
        "STGP_pre"
    };

    private static final Set<TimingClass> CRYPTO =
            EnumSet.of(TimingClass.CRYPTO, TimingClass.CRYPTO_HASH, TimingClass.CRYPTO_SCHEDULE);

    private Absent() {}

    static void bind(Bindings b) {
        for (Encoding row : Isa.a64().encodings()) {
            if (row.isAlias()) {
                continue;
            }
            if (row.isScalable()) {
                undefined(b, row.id(), "the core has no scalable vectors (" + row.feature() + ")");
            } else if (CRYPTO.contains(row.timing())) {
                undefined(
                        b,
                        row.id(),
                        "the core has no cryptographic extension ("
                                + row.feature().replace("v8.2+", "") + ")");
            }
        }
        for (String id : MEMORY_TAGGING) {
            undefined(b, id, "the core has no memory tagging (FEAT_MTE)");
        }
        for (String id : new String[] {"SETGP", "SETGM", "SETGE"}) {
            undefined(b, id, "the core has no memory tagging (FEAT_MTE)");
        }
        for (String id : new String[] {"LD64B", "ST64B", "ST64BV", "ST64BV0"}) {
            undefined(b, id, "the core has no atomic accesses of 64 bytes (FEAT_LS64)");
        }
        for (String id : new String[] {"TSTART", "TTEST", "TCOMMIT", "TCANCEL"}) {
            undefined(b, id, "the core has no transactional memory (FEAT_TME)");
        }
        undefined(b, "PACGA", "the core has no pointer authentication (FEAT_PAuth)");
        for (String id : new String[] {"DRPS", "DCPS1", "DCPS2", "DCPS3"}) {
            undefined(b, id, "only valid in Debug state");
        }
    }

    private static void undefined(Bindings b, String id, String why) {
        b.absent(id, op -> (c, o) -> {
            throw GuestFault.undefined(o.encoding.mnemonic() + ": " + why);
        });
    }
}
