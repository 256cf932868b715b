package relolens.emulator.isa;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/**
 * What a data processing instruction computes, for those who follow values: the operation bound to the row's id, its operands
 * read through the row's fields.
 *
 * @param kind what is done
 * @param wide whether on 64 bits; else the upper half of the result is zero
 * @param flags whether NZCV is set
 * @param destination register written: 0 to 30, 31 = SP, or {@link #ZERO}
 * @param first first source register, as {@code destination}, or {@link #NONE}
 * @param second second source register, or {@link #NONE} where {@code immediate} is
 * @param inverted whether the second operand is inverted
 * @param shift what is done to the second register first
 * @param amount by how many bits; of bit fields the field immr
 * @param immediate the constant operand; of bit fields the field imms; of ADR and ADRP the distance in bytes; of SELECT and
 *     SELECT_CHANGED the condition
 */
public record Computation(
        Kind kind,
        boolean wide,
        boolean flags,
        int destination,
        int first,
        int second,
        boolean inverted,
        Shift shift,
        int amount,
        long immediate) {
    /** No register. */
    public static final int NONE = -1;
    /** XZR. */
    public static final int ZERO = -2;

    /** Kinds of operation. */
    public enum Kind {
        ADD,
        SUBTRACT,
        AND,
        OR,
        XOR,
        /** MOVZ, MOVN: the immediate. */
        MOVE,
        /** MOVK: the immediate replaces 16 bits of the destination from bit {@code amount} on. */
        KEEP,
        /** UBFM and its spellings LSL, LSR, UBFX, UBFIZ. */
        BITFIELD,
        /** BFM. */
        BITFIELD_INSERT,
        /** SBFM. */
        BITFIELD_SIGNED,
        /** LSL by a register. */
        SHIFT_LEFT,
        /** One source or the other. */
        SELECT,
        /** One source, or the other changed. */
        SELECT_CHANGED,
        /** ADR. */
        ADDRESS,
        /** ADRP. */
        PAGE
    }

    /** What is done to a second register. */
    public enum Shift {
        LEFT,
        RIGHT,
        ARITHMETIC_RIGHT,
        ROTATE,
        /** Extended from fewer than 64 bits, then shifted left. */
        EXTENDED
    }

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("ADD", Kind.ADD),
            Map.entry("ADDS", Kind.ADD),
            Map.entry("SUB", Kind.SUBTRACT),
            Map.entry("SUBS", Kind.SUBTRACT),
            Map.entry("AND", Kind.AND),
            Map.entry("ANDS", Kind.AND),
            Map.entry("BIC", Kind.AND),
            Map.entry("BICS", Kind.AND),
            Map.entry("ORR", Kind.OR),
            Map.entry("ORN", Kind.OR),
            Map.entry("EOR", Kind.XOR),
            Map.entry("EON", Kind.XOR),
            Map.entry("MOVZ", Kind.MOVE),
            Map.entry("MOVN", Kind.MOVE),
            Map.entry("MOVK", Kind.KEEP),
            Map.entry("UBFM", Kind.BITFIELD),
            Map.entry("BFM", Kind.BITFIELD_INSERT),
            Map.entry("SBFM", Kind.BITFIELD_SIGNED),
            Map.entry("LSLV", Kind.SHIFT_LEFT),
            Map.entry("CSEL", Kind.SELECT),
            Map.entry("CSINC", Kind.SELECT_CHANGED),
            Map.entry("CSINV", Kind.SELECT_CHANGED),
            Map.entry("CSNEG", Kind.SELECT_CHANGED),
            Map.entry("ADR", Kind.ADDRESS),
            Map.entry("ADRP", Kind.PAGE));

    private static final Set<String> FORMS = Set.of("_imm", "_shifted", "_ext");

    private static final int HALF = 16;
    private static final int PAGE = 12;

    /** {@return what a word of {@code row} computes, or null if it is none of these operations} */
    static @Nullable Computation of(Row row, int word) {
        String id = row.encoding.id();
        int form = id.indexOf('_');
        Kind kind = KINDS.get(form < 0 ? id : id.substring(0, form));
        boolean known = form < 0 || FORMS.contains(id.substring(form));
        Operand result = kind == null || !known ? null : row.syntax().find("Rd");
        if (kind == null || result == null || result.names() == Operand.Names.VECTOR) {
            return null;
        }
        BitPattern bits = row.bits;
        boolean wide = !bits.has("sf") || bits.require("sf").of(word) == 1;
        int second = register(row, "Rm", word);
        boolean flags = row.access().writes.contains("nzcv");
        boolean inverted = id.startsWith("BIC") || id.startsWith("ORN") || id.startsWith("EON");
        return new Computation(
                kind,
                wide,
                flags,
                register(row, "Rd", word),
                register(row, "Rn", word),
                second,
                inverted,
                shift(bits, word),
                amount(bits, word),
                second == NONE || bits.has("cond") ? immediate(row, kind, wide, word) : 0);
    }

    private static int register(Row row, String name, int word) {
        if (!row.bits.has(name)) {
            return NONE;
        }
        Operand operand = row.syntax().find(name);
        int n = operand == null ? row.bits.require(name).of(word) : operand.number(word);
        boolean pointer = operand != null && operand.names() == Operand.Names.GENERAL_OR_SP;
        return n == Effects.SP && !pointer ? ZERO : n;
    }

    private static Shift shift(BitPattern bits, int word) {
        if (bits.has("option")) {
            // UXTX and SXTX take all 64 bits.
            boolean whole =
                    ExtendedRegister.NAMES.get(bits.require("option").of(word)).endsWith("x");
            return whole ? Shift.LEFT : Shift.EXTENDED;
        }
        return bits.has("shift") ? Shift.values()[bits.require("shift").of(word)] : Shift.LEFT;
    }

    private static int amount(BitPattern bits, int word) {
        for (String name : new String[] {"imm6", "imm3", "immr"}) {
            if (bits.has(name)) {
                return bits.require(name).of(word);
            }
        }
        return bits.has("hw") ? bits.require("hw").of(word) * HALF : 0;
    }

    private static long immediate(Row row, Kind kind, boolean wide, int word) {
        BitPattern bits = row.bits;
        return switch (kind) {
            case ADD, SUBTRACT ->
                (long) bits.require("imm12").of(word) << bits.require("sh").of(word) * PAGE;
            case AND, OR, XOR ->
                LogicalImmediate.decode(
                        wide,
                        bits.require("N").of(word),
                        bits.require("immr").of(word),
                        bits.require("imms").of(word));
            case MOVE, KEEP -> {
                long value = (long) bits.require("imm16").of(word)
                        << bits.require("hw").of(word) * HALF;
                yield row.encoding.id().equals("MOVN") ? ~value : value;
            }
            case BITFIELD, BITFIELD_INSERT, BITFIELD_SIGNED ->
                bits.require("imms").of(word);
            case ADDRESS, PAGE -> {
                Field low = bits.require("immlo");
                long distance = ((long) bits.require("immhi").signedOf(word) << low.width()) + low.of(word);
                yield kind == Kind.PAGE ? distance << PAGE : distance;
            }
            case SELECT, SELECT_CHANGED -> bits.require("cond").of(word);
            default -> 0;
        };
    }

    /** {@return whether one register is copied to another: MOV (register)} */
    public boolean moves() {
        return kind == Kind.OR && first == ZERO && second != NONE && !inverted && amount == 0;
    }

    /** {@return whether two registers are compared as they are: CMP (register)} */
    public boolean comparesRegisters() {
        return kind == Kind.SUBTRACT && comparesOnly() && wide && second != NONE && shift == Shift.LEFT && amount == 0;
    }

    /** {@return whether the result goes nowhere: CMP, CMN, TST} */
    public boolean comparesOnly() {
        return flags && destination == ZERO;
    }
}
