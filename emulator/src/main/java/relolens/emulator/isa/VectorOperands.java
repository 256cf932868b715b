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
            case "Xm-post":
                return new VectorList.PostIndex(name, bits);
            case "imm8x":
                return new VectorImmediate.Byte(bits, !row.encoding.syntax().contains("<msl8>"));
            case "lsl0", "lsl8", "msl8":
                return new VectorImmediate.Shift(bits, name.equals("msl8"));
            case "imm64x":
                return new VectorImmediate.Mask(bits);
            case "fpimm8", "fpimm8x":
                return new FloatImmediate(bits, row.encoding.syntax().matches("\\S+ <(Dd|Vd.2D)>.*"));
            case "Rn-lane5", "Rd-umov":
                return new VectorLane.General(bits, name.substring(0, 2));
            case "Ft", "Ft2":
                return new ScalarRegister(name, bits.require("R" + name.substring(1)), ElementSize.ofAccess(bits));
            case "vlshift", "vrshift":
                return new VectorShift(bits, name.equals("vrshift"));
            case "fpzero", "rot", "fbits", "fbits16", "shll":
                return FpOperands.named(name, bits);
            case "ext4":
                return new VectorImmediate.ByteIndex(bits);
            default:
                break;
        }
        if (name.charAt(0) != 'V') {
            int hyphen = name.indexOf('-');
            ElementSize size = hyphen < 0
                    ? ElementSize.fixed(bits, "BHSDQ".indexOf(name.charAt(0)))
                    : ElementSize.ofScalar(bits, name.substring(hyphen + 1));
            String letter = name.substring(1, 2);
            return new ScalarRegister("V" + letter, bits.require("R" + letter), size);
        }
        int star = name.indexOf('*');
        if (star >= 0 && name.contains(".L*")) {
            return new VectorLaneList(bits, name, name.charAt(star + 1) - '0');
        }
        if (star >= 0) {
            return new VectorList(bits, name, name.charAt(star + 1) - '0');
        }
        int dot = name.indexOf('.');
        String shape = name.substring(dot + 1);
        if (shape.startsWith("lane") || shape.equals("D1")) {
            return new VectorLane(bits, name.substring(0, 2), shape);
        }
        if (shape.startsWith("x")) {
            return new IndexedElement(bits, shape);
        }
        return new VectorRegister(bits, name.substring(0, dot), shape);
    }
}
