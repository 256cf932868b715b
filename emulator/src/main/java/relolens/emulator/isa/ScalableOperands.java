package relolens.emulator.isa;

import org.jspecify.annotations.Nullable;

/**
 * Names of SVE and SME operands in the table.
 *
 * <pre>
 *   Zd.bhsd Zd.D Zd       vector register; the suffix is explained at {@link ScalableSize}; =Zd is an earlier Zd again
 *   Zt.B*3                list of three registers
 *   Zm.H[ih:il] Zn.lane[] element; index fields in brackets
 *   Fd.bhsd               scalar register of the element's size
 *   Pg Pg/z Pg/M Pd.bhsd  predicate register; M is told by field M
 *   #imm5 #s.imm4*16      plain number, signed with s.
 *   ZA...                 class {@link MatrixOperands}
 * </pre>
 */
final class ScalableOperands {
    private ScalableOperands() {}

    /** {@return the operand called {@code name}, or null if it is none of SVE's or SME's} */
    static @Nullable Operand named(String name, BitPattern bits) {
        switch (name) {
            case "zmask", "~zmask", "movzmask":
                return new ScalableMask(bits, name);
            case "simm8sh", "uimm8sh":
                return new ScalableImmediate(bits, name.charAt(0) == 's');
            case "lshift-tsz", "rshift-tsz":
                return new ScalableShift(bits, name.charAt(0) == 'r');
            case "pattern", "pattern*":
                return new PredicatePattern(bits, name.endsWith("*"));
            case "prfop4":
                return new NamedPrefetch(bits);
            case "lsl0", "lsl1", "lsl2", "lsl3", "lsl4", "xtw0", "xtw1", "xtw2", "xtw3":
                return new AddressModifier(bits, name);
            case "lsl-msz", "sxtw-msz", "uxtw-msz":
                return new AddressModifier(bits, name);
            case "mulvl":
                return new AddressModifier.VectorLengths();
            case "turn", "fp-half1", "fp-half2", "fp-zero1", "fp-zero", "fp-imm8":
                return ScalableConstant.named(bits, name);
            case "Xd-same":
                return new ScalableIndex.Same(bits, true);
            case "Xm-index":
                return new ScalableIndex(bits);
            case "Wd-same":
                return new ScalableIndex.Same(bits, false);
            case "lane-index", "Ws12", "za-B", "za-H", "za-S", "za-D", "za-Q", "za-row":
                return MatrixOperands.named(name, bits);
            default:
                return register(name, bits);
        }
    }

    private static @Nullable Operand register(String name, BitPattern bits) {
        char first = name.charAt(name.charAt(0) == '=' && name.length() > 1 ? 1 : 0);
        if (name.startsWith("ZA") || name.startsWith("{ZA")) {
            return MatrixOperands.named(name, bits);
        }
        switch (first) {
            case '#':
                return new ScalableNumber(bits, name);
            case 'P':
                return new PredicateRegister(bits, name);
            case 'F':
                return name.indexOf('.') < 0 ? null : new ScalableRegister(bits, name);
            case 'Z':
                return name.indexOf('*') >= 0
                        ? new ScalableList(bits, name)
                        : name.indexOf('[') >= 0 ? new ScalableLane(bits, name) : new ScalableRegister(bits, name);
            default:
                return null;
        }
    }
}
