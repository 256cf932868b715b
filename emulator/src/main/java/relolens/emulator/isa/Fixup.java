package relolens.emulator.isa;

/**
 * A field of an encoded word that waits for a symbol's value.
 *
 * @param kind how the value goes into the word, and which relocation stands for it
 * @param modifier relocation operator as written ("lo12", "abs_g1_nc", "got", …), "" without one
 * @param expression the {@link OperandReader}'s own form of the expression
 * @param accessBytes bytes of the load, store or literal the field belongs to, else 0
 */
public record Fixup(Kind kind, String modifier, Object expression, int accessBytes) {
    /** Where a late value goes. */
    public enum Kind {
        /** B, BL: imm26, words. */
        BRANCH26,
        /** B.cond, CBZ: imm19, words. */
        BRANCH19,
        /** TBZ: imm14, words. */
        BRANCH14,
        /** LDR (literal): imm19, words. */
        LITERAL19,
        /** {@code ldr xN, =expr}: the assembler chooses MOV or a pool entry. */
        LITERAL_POOL,
        /** ADR: 21 bits. */
        ADR21,
        /** ADRP: 21 bits, pages. */
        ADRP21,
        /** ADD/SUB immediate, 12 bits unsigned (with {@code :lo12:} or a late constant). */
        ADD12,
        /** Scaled unsigned load/store offset. */
        LDST12,
        /** Unscaled or pre/post-indexed signed 9-bit offset. */
        LDST9,
        /** Signed scaled 7-bit pair offset. */
        PAIR7,
        /** MOVZ/MOVN/MOVK 16 bits, with or without {@code :abs_gN:}. */
        MOVW16,
        /** Any other immediate whose value came too late for its range check: re-encode when known. */
        REENCODE
    }
}
