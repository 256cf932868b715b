package relolens.emulator.isa;

import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/** Immediates of MOVI, MVNI, ORR, BIC and FMOV: eight bits, split over abc and defgh in the vector forms. */
final class VectorImmediate {
    private VectorImmediate() {}

    /** The eight bits, wherever they are. */
    abstract static class Eight extends Operand {
        private final Field high;
        private final Field low;

        Eight(BitPattern bits) {
            boolean split = bits.has("abc");
            high = bits.require(split ? "abc" : "imm8");
            low = split ? bits.require("defgh") : high;
        }

        final int bits(int word) {
            return high.equals(low) ? high.of(word) : high.of(word) << 5 | low.of(word);
        }

        final void put(OperandText in, int value) {
            if (high.equals(low)) {
                in.put(high, value);
            } else {
                in.put(high, value >> 5);
                in.put(low, value & 31);
            }
        }
    }

    /** A plain byte. */
    static final class Byte extends Eight {
        private final boolean late;

        /** @param late whether the value may come at the end of the source: not with MSL, says GNU as */
        Byte(BitPattern bits, boolean late) {
            super(bits);
            this.late = late;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append("#0x").append(Integer.toHexString(bits(word)));
        }

        @Override
        boolean read(OperandText in) {
            in.skipSpace();
            int from = in.at;
            OperandReader.Value value = in.immediate("an immediate");
            if (value == null) {
                return false;
            }
            Long v = value.constant();
            if (v == null && !late) {
                return in.unknown();
            }
            if (v == null) {
                in.fixups.add(new Fixup(Fixup.Kind.REENCODE, "", value.expression(), 0));
                return true;
            }
            if (v < -128 || v > 255) {
                return in.fail(OperandText.VALUE, "value " + v + " is out of range 0..255", from, in.at);
            }
            put(in, (int) (v & 255));
            return true;
        }
    }

    /** Where EXT starts: a byte of the register. */
    static final class ByteIndex extends Immediate {
        private final Field q;

        ByteIndex(BitPattern bits) {
            super(bits.require("imm4"), Radix.DECIMAL);
            q = bits.require("Q");
        }

        @Override
        boolean valid(int word) {
            return q.of(word) == 1 || field.of(word) < 8;
        }

        @Override
        boolean read(OperandText in) {
            in.skipSpace();
            int from = in.at;
            return super.read(in)
                    && (valid(in.word) || in.fail(OperandText.VALUE, "byte number is out of range 0..7", from, in.at));
        }
    }

    /** A 64-bit mask whose bytes are all 00 or ff. */
    static final class Mask extends Eight {
        Mask(BitPattern bits) {
            super(bits);
        }

        private static long expand(int bits) {
            long v = 0;
            for (int i = 0; i < 8; i++) {
                v |= (bits >> i & 1) != 0 ? 0xffL << 8 * i : 0;
            }
            return v;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append("#0x").append(Long.toHexString(expand(bits(word))));
        }

        @Override
        boolean read(OperandText in) {
            in.skipSpace();
            int from = in.at;
            OperandReader.Value value = in.immediate("an immediate");
            if (value == null) {
                return false;
            }
            Long v = value.constant();
            if (v == null) {
                in.fixups.add(new Fixup(Fixup.Kind.REENCODE, "", value.expression(), 0));
                return true;
            }
            int bits = 0;
            for (int i = 0; i < 8; i++) {
                bits |= (v >>> 8 * i & 0xff) == 0xff ? 1 << i : 0;
            }
            if (expand(bits) != v) {
                String hex = "value 0x" + Long.toHexString(v);
                return in.fail(OperandText.VALUE, hex + " must have only 00 and ff bytes", from, in.at);
            }
            put(in, bits);
            return true;
        }
    }

    /** {@code lsl #8} or {@code msl #16}. */
    static final class Shift extends Operand {
        /** Null where only 0 is allowed. */
        private final @Nullable Field amount;

        private final boolean ones;

        Shift(BitPattern bits, boolean ones) {
            amount = bits.has("amount") ? bits.require("amount") : null;
            this.ones = ones;
        }

        private int eighths(int word) {
            return amount == null ? 0 : amount.of(word);
        }

        @Override
        boolean isDefault(int word) {
            return !ones && eighths(word) == 0;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append(ones ? "msl #" : "lsl #").append(8 * (eighths(word) + (ones ? 1 : 0)));
        }

        @Override
        boolean read(OperandText in) {
            if (!in.peekName().equals(ones ? "msl" : "lsl")) {
                return in.expected(ones ? "msl" : "lsl");
            }
            in.at += 3;
            in.skipSpace();
            int from = in.at;
            OperandReader.Value value = in.immediate("a shift amount");
            if (value == null) {
                return false;
            }
            Long v = value.constant();
            int least = ones ? 8 : 0;
            int most = ones ? 16 : amount == null ? 0 : 8 * ((1 << amount.width()) - 1);
            if (v == null || v < least || v > most || v % 8 != 0) {
                String range =
                        most == 0 ? "shift must be 0" : "shift must be a multiple of 8 from " + least + " to " + most;
                return in.fail(OperandText.VALUE, range, from, in.at);
            }
            if (amount != null) {
                in.put(amount, (int) (v / 8) - (ones ? 1 : 0));
            }
            return true;
        }
    }
}
