package relolens.emulator.isa;

import relolens.emulator.names.SystemNames;

/** Words that mean the same brought to the one an assembler writes. */
final class Canonical {
    private Canonical() {}

    /** {@return {@code word} with should-be bits as they should be and ignored registers 31} */
    static int of(int word) {
        Row row = Isa.a64().row(word);
        if (row == null) {
            return word;
        }
        int known = row.bits.mask();
        for (Encoding.Field f : row.bits.fields()) {
            known |= BitPattern.mask(f);
        }
        for (Encoding.Field f : row.bits.ties()) {
            known |= BitPattern.mask(f);
        }
        int canonical = word & known | row.bits.word() & ~known;
        SystemNames.Operation o = SystemNames.operation(SystemNames.encodingOf(word));
        String syntax = row.encoding.syntax();
        boolean operation = o != null && !o.takesRegister() && syntax.contains("-Xt>");
        if (syntax.contains("<limm>")) {
            // Only the low bits of the rotation count in an element smaller than 64 bits.
            int size = Integer.highestOneBit(word >>> 16 & 64 | ~(word >>> 10) & 63);
            canonical &= ~(63 << 16) | (size - 1) << 16;
        }
        if (syntax.contains("<zmask>")) {
            int size = Integer.highestOneBit(word >>> 11 & 64 | ~(word >>> 5) & 63);
            canonical &= ~(63 << 11) | (size - 1) << 11;
        }
        if (syntax.contains("<Rn-lane5>") && row.encoding.id().startsWith("DUP")) {
            int imm5 = word >>> 16 & 31;
            canonical = canonical & ~(31 << 16) | (imm5 & -imm5) << 16;
        }
        if (row.encoding.id().equals("INS_element")) {
            int size = Integer.numberOfTrailingZeros(word >>> 16 & 31);
            canonical &= ~((1 << size) - 1 << 11);
        }
        return operation ? canonical | 31 : canonical;
    }
}
