package relolens.analyzer.asm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Fixup;

/** Relocation numbers (ELF for the Arm 64-bit Architecture, relocation codes). */
final class RelocationTypes {
    private static final Map<String, Integer> BY_OPERATOR = new HashMap<>();
    private static final Map<String, Integer> BY_NAME = new HashMap<>();

    /** Operators of load and store offsets whose relocation goes by the size of the access: that of bytes, and the step. */
    private static final Map<String, int[]> BY_SIZE = Map.of(
            "dtprel_lo12", new int[] {531, 2},
            "dtprel_lo12_nc", new int[] {532, 2},
            "tprel_lo12", new int[] {552, 2},
            "tprel_lo12_nc", new int[] {553, 2});

    /** Operators whose value MOVK, which keeps other bits, cannot take: they may choose MOVN instead of MOVZ. */
    private static final Set<String> NOT_FOR_KEEPING = Set.of(
            "abs_g0_s",
            "abs_g1_s",
            "abs_g2_s",
            "prel_g0",
            "prel_g1",
            "prel_g2",
            "prel_g3",
            "tlsgd_g1",
            "tprel_g0",
            "tprel_g1",
            "tprel_g2");

    static {
        operators("ADRP21", "", 275, "pg_hi21", 275, "pg_hi21_nc", 276, "got", 311, "gottprel", 541, "tlsdesc", 562);
        operators("ADRP21", "tlsgd", 513, "tlsldm", 518);
        operators("ADR21", "", 274, "tlsgd", 512, "tlsldm", 517, "tlsdesc", 561);
        operators("LITERAL19", "", 273, "got", 309, "gottprel", 543, "tlsdesc", 560);
        operators("BRANCH19", "", 280, "got", 309, "gottprel", 543, "tlsdesc", 560);
        operators("BRANCH14", "", 279);
        operators("ADD12", "lo12", 277, "tprel_hi12", 549, "tprel_lo12", 550, "tprel_lo12_nc", 551);
        operators("ADD12", "tlsdesc_lo12", 564, "tlsgd_lo12", 514, "dtprel_hi12", 528, "dtprel_lo12", 529);
        operators("ADD12", "dtprel_lo12_nc", 530, "tlsldm_lo12_nc", 519);
        operators("MOVW16", "abs_g0", 263, "abs_g0_nc", 264, "abs_g1", 265, "abs_g1_nc", 266, "abs_g2", 267);
        operators("MOVW16", "abs_g2_nc", 268, "abs_g3", 269, "abs_g0_s", 270, "abs_g1_s", 271, "abs_g2_s", 272);
        operators("MOVW16", "prel_g0", 287, "prel_g0_nc", 288, "prel_g1", 289, "prel_g1_nc", 290, "prel_g2", 291);
        operators("MOVW16", "prel_g2_nc", 292, "prel_g3", 293, "tprel_g2", 544, "tprel_g1", 545);
        operators("MOVW16", "tprel_g1_nc", 546, "tprel_g0", 547, "tprel_g0_nc", 548, "gotoff_g0_nc", 301);
        operators("MOVW16", "gotoff_g1", 302, "tlsgd_g1", 515, "tlsgd_g0_nc", 516, "dtprel_g2", 523, "dtprel_g1", 524);
        operators("MOVW16", "dtprel_g1_nc", 525, "dtprel_g0", 526, "dtprel_g0_nc", 527, "gottprel_g1", 539);
        operators("MOVW16", "gottprel_g0_nc", 540, "tlsdesc_off_g1", 565, "tlsdesc_off_g0_nc", 566);
        operators("LDST12", "got_lo12", 312, "gottprel_lo12", 542, "tlsdesc_lo12", 563, "gotpage_lo15", 313);
        operators("LDST12", "gotoff_lo15", 310);
        RelocationNames.each((name, number) -> BY_NAME.put("R_AARCH64_" + name, number));
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
        String operator = fixup.modifier();
        switch (fixup.kind()) {
            case BRANCH26:
                return !operator.isEmpty() ? null : word < 0 ? (Integer) 283 : (Integer) 282;
            case LDST12:
                int[] bySize = BY_SIZE.get(operator);
                if (bySize != null) {
                    int size = Integer.numberOfTrailingZeros(fixup.accessBytes());
                    return size > 3 ? null : (Integer) (bySize[0] + bySize[1] * size);
                }
                return operator.equals("lo12")
                        ? (Integer) lowTwelve(fixup.accessBytes())
                        : BY_OPERATOR.get("LDST12:" + operator);
            case MOVW16:
                boolean keeps = (word >> 29 & 3) == 3;
                boolean narrow = word >= 0 && (operator.contains("_g2") || operator.contains("_g3"));
                return keeps && NOT_FOR_KEEPING.contains(operator) || narrow
                        ? null
                        : BY_OPERATOR.get("MOVW16:" + operator);
            case ADD12:
                boolean setsFlags = (word >> 29 & 1) == 1;
                return setsFlags ? null : BY_OPERATOR.get("ADD12:" + operator);
            default:
                return BY_OPERATOR.get(fixup.kind() + ":" + operator);
        }
    }

    /** {@return the operators that may stand in an operand of that kind, in order} */
    static List<String> operators(Fixup fixup) {
        String kind = fixup.kind() + ":";
        return BY_OPERATOR.keySet().stream()
                .filter(k -> k.startsWith(kind) && k.length() > kind.length())
                .map(k -> ":" + k.substring(kind.length()) + ":")
                .sorted()
                .toList();
    }

    /** {@return whether the relocation names a variable by its place in a thread's storage} */
    static boolean threadLocal(int type) {
        return type >= 512 && type <= 573 && (type < 567 || type > 569);
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
