package relolens.analyzer.asm;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Fixup;

/** Relocation numbers (ELF for the Arm 64-bit Architecture, relocation codes). */
final class RelocationTypes {
    private static final Map<String, Integer> BY_OPERATOR = new HashMap<>();
    private static final Map<String, Integer> BY_NAME = new HashMap<>();

    static {
        operators("ADRP21", "", 275, "pg_hi21", 275, "pg_hi21_nc", 276, "got", 311, "gottprel", 541, "tlsdesc", 562);
        operators("ADR21", "", 274, "tlsgd", 512, "gottprel", 560, "tlsdesc", 561);
        operators("LITERAL19", "", 273, "got", 309, "gottprel", 543, "tlsdesc", 560);
        operators("ADD12", "lo12", 277, "tprel_hi12", 549, "tprel_lo12", 550, "tprel_lo12_nc", 551);
        operators("ADD12", "tlsdesc_lo12", 564, "tlsgd_lo12", 514, "dtprel_hi12", 528, "dtprel_lo12", 529);
        operators("ADD12", "dtprel_lo12_nc", 530, "secrel_lo12", 277);
        operators("MOVW16", "abs_g0", 263, "abs_g0_nc", 264, "abs_g1", 265, "abs_g1_nc", 266, "abs_g2", 267);
        operators("MOVW16", "abs_g2_nc", 268, "abs_g3", 269, "abs_g0_s", 270, "abs_g1_s", 271, "abs_g2_s", 272);
        operators("MOVW16", "prel_g0", 287, "prel_g0_nc", 288, "prel_g1", 289, "prel_g1_nc", 290, "prel_g2", 291);
        operators("MOVW16", "prel_g2_nc", 292, "prel_g3", 293, "tprel_g2", 544, "tprel_g1", 545);
        operators("MOVW16", "tprel_g1_nc", 546, "tprel_g0", 547, "tprel_g0_nc", 548);
        operators("LDST12", "got_lo12", 312, "gottprel_lo12", 542, "tlsdesc_lo12", 563);
        Object[] names = {
            "NONE",
            0,
            "ABS64",
            257,
            "ABS32",
            258,
            "ABS16",
            259,
            "PREL64",
            260,
            "PREL32",
            261,
            "PREL16",
            262,
            "LD_PREL_LO19",
            273,
            "ADR_PREL_LO21",
            274,
            "ADR_PREL_PG_HI21",
            275,
            "ADR_PREL_PG_HI21_NC",
            276,
            "ADD_ABS_LO12_NC",
            277,
            "LDST8_ABS_LO12_NC",
            278,
            "TSTBR14",
            279,
            "CONDBR19",
            280,
            "JUMP26",
            282,
            "CALL26",
            283,
            "LDST16_ABS_LO12_NC",
            284,
            "LDST32_ABS_LO12_NC",
            285,
            "LDST64_ABS_LO12_NC",
            286,
            "LDST128_ABS_LO12_NC",
            299,
            "ADR_GOT_PAGE",
            311,
            "LD64_GOT_LO12_NC",
            312,
            "TLSDESC_CALL",
            569
        };
        for (int i = 0; i < names.length; i += 2) {
            BY_NAME.put("R_AARCH64_" + names[i], (Integer) names[i + 1]);
        }
        BY_NAME.put("BFD_RELOC_NONE", 0);
        BY_NAME.put("BFD_RELOC_16", 259);
        BY_NAME.put("BFD_RELOC_32", 258);
        BY_NAME.put("BFD_RELOC_64", 257);
    }

    private RelocationTypes() {}

    private static void operators(String kind, Object... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            BY_OPERATOR.put(kind + ":" + pairs[i], (Integer) pairs[i + 1]);
        }
    }

    /** {@return the number of the relocation called {@code name}, or null} */
    static @Nullable Integer byName(String name) {
        return BY_NAME.get(name.toUpperCase(java.util.Locale.ROOT));
    }

    /** {@return the relocation that stands for {@code fixup} in {@code word}, or null if there is none} */
    static @Nullable Integer of(Fixup fixup, int word) {
        return switch (fixup.kind()) {
            case BRANCH26 -> word < 0 ? 283 : 282;
            case BRANCH19 -> 280;
            case BRANCH14 -> 279;
            case LDST12 ->
                fixup.modifier().equals("lo12")
                        ? (Integer) lowTwelve(fixup.accessBytes())
                        : BY_OPERATOR.get("LDST12:" + fixup.modifier());
            default -> BY_OPERATOR.get(fixup.kind() + ":" + fixup.modifier());
        };
    }

    private static int lowTwelve(int accessBytes) {
        return switch (accessBytes) {
            case 1 -> 278;
            case 2 -> 284;
            case 4 -> 285;
            case 8 -> 286;
            default -> 299;
        };
    }

    /** {@return the relocation for a data item, or null if the size has none} */
    static @Nullable Integer data(int size, boolean relative) {
        return switch (size) {
            case 2 -> relative ? 262 : 259;
            case 4 -> relative ? 261 : 258;
            case 8 -> relative ? 260 : 257;
            default -> null;
        };
    }
}
