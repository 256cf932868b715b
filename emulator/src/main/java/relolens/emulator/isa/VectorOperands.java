package relolens.emulator.isa;

/** Names of FP and vector operands. The letter after {@code V} or the bank is the register field. */
final class VectorOperands {
    private VectorOperands() {}

    /** {@return whether {@code name} is written like an FP or vector register operand} */
    static boolean isVector(String name) {
        return "BHSDQFV".indexOf(name.charAt(0)) >= 0 || name.equals("Rn-lane5") || name.equals("Rd-umov");
    }

    static Operand named(String name, Row row) {
        BitPattern bits = row.bits;
        switch (name) {
            case "listsize":
                return new VectorList.Size(row);
            case "imm8x":
                return new VectorImmediate.Byte(bits);
            case "lsl8", "msl8":
                return new VectorImmediate.Shift(bits, name.equals("msl8"));
            case "imm64x":
                return new VectorImmediate.Mask(bits);
            case "fpimm8", "fpimm8x":
                return new VectorImmediate.Float(bits);
            case "Rn-lane5", "Rd-umov":
                return new VectorLane.General(bits, name.substring(0, 2));
            case "Ft", "Ft2":
                return new ScalarRegister(name, bits.require("R" + name.substring(1)), new ScalarRegister.Size(bits));
            case "vlshift", "vrshift":
                return new VectorShift(bits, name.equals("vrshift"));
            case "ext4":
                return new VectorImmediate.ByteIndex(bits);
            case "Fd-lane5", "Fd-size":
                return new ScalarRegister("Vd", bits.require("Rd"), new ScalarRegister.Size(bits));
            default:
                break;
        }
        if (name.charAt(0) != 'V') {
            String key = "V" + name.substring(1);
            return new ScalarRegister(key, bits.require("R" + name.substring(1)), name.charAt(0));
        }
        int star = name.indexOf('*');
        if (star >= 0) {
            return new VectorList(bits, name, name.charAt(star + 1) - '0');
        }
        int dot = name.indexOf('.');
        String shape = name.substring(dot + 1);
        if (shape.startsWith("lane") || shape.equals("D1")) {
            return new VectorLane(bits, name.substring(0, 2), shape);
        }
        return new VectorRegister(bits, name.substring(0, dot), shape);
    }
}
