package relolens.emulator.isa;

import relolens.emulator.isa.Immediate.Radix;

/** Names of the table's operands and what stands behind them. Families have classes of their own. */
final class Operands {
    private Operands() {}

    /** {@return the operand written {@code <name>} in {@code row}} @throws IllegalArgumentException if there is none */
    static Operand named(String name, Row row) {
        BitPattern bits = row.bits;
        switch (name) {
            case "imm16":
                return new Immediate(
                                bits.require("imm16"),
                                row.encoding.mnemonic().equals("udf") ? Radix.DECIMAL : Radix.HEX)
                        .late();
            case "op1", "op2", "imm6", "mask":
                return new Immediate(bits.require(name), Radix.DECIMAL);
            case "imm4", "imm5", "nzcv":
                return new Immediate(bits.require(name), Radix.HEX);
            case "imm6*16":
                return new Immediate(bits.require("imm6"), Radix.HEX).scaled(w -> 4);
            case "imm16d":
                return new Immediate(bits.require("imm16"), Radix.DECIMAL);
            case "uimm8":
                return new Immediate(bits.require("imm8"), Radix.DECIMAL);
            case "simm8":
                return new Immediate(bits.require("imm8"), Radix.DECIMAL).signed();
            case "aimm", "aimm-":
                return new ArithmeticImmediate(bits, name.endsWith("-"));
            case "limm", "~limm", "movlimm":
                return new LogicalImmediate(bits, name);
            case "half":
                return new MoveImmediate.Half(bits);
            case "hw":
                return new MoveImmediate.HalfShift(bits);
            case "movz", "movn":
                return new MoveImmediate.Whole(bits, name.equals("movn"));
            case "immr", "imms":
                return new BitfieldOperand(bits, BitfieldOperand.Role.valueOf(name.toUpperCase(java.util.Locale.ROOT)));
            case "lshift", "rshift", "bfizlsb", "bfizwidth", "bfxlsb", "bfxwidth":
                return new BitfieldOperand(bits, BitfieldOperand.Role.valueOf(name.toUpperCase(java.util.Locale.ROOT)));
            case "ashifted", "lshifted":
                return new ShiftedOperand(bits, name.equals("lshifted"));
            case "Rm-ext":
                return new ExtendedRegister(bits, row.base.encoding.syntax().contains("<Rd|SP>"));
            case "cond", "!cond":
                return new ConditionOperand(bits, name.equals("!cond"));
            case "label26", "label19", "label14", "adr", "adrp", "=expr":
                return BranchOperands.named(name, row);
            case "bit", "Bit-Rt":
                return BranchOperands.named(name, row);
            case "uoff", "soff", "poff", "goff", "goff7", "aoff", "zero", "Rm-off":
                return AddressOperands.named(name, row);
            case "listsize", "Xm-post", "imm8x", "lsl0", "lsl8", "msl8", "imm64x", "fpimm8", "fpimm8x", "vlshift":
                return VectorOperands.named(name, row);
            case "vrshift", "ext4", "fpzero", "rot", "fbits", "fbits16", "shll":
                return VectorOperands.named(name, row);
            case "pstate", "pstateimm", "sysreg-w", "sysreg-r", "CRn", "CRm", "at-Xt", "dc-Xt", "ic-Xt", "tlbi-Xt":
                return SystemOperands.named(name, row);
            case "rctx", "hint", "csync", "sm", "za", "bti", "clrex", "barrier", "barrier-nxs", "barrier-isb", "prfop":
                return SystemOperands.named(name, row);
            default:
                Operand scalable = ScalableOperands.named(name, bits);
                if (scalable != null) {
                    return scalable;
                }
                if (VectorOperands.isVector(name)) {
                    return VectorOperands.named(name, row);
                }
                return new GeneralRegister(name, bits);
        }
    }
}
