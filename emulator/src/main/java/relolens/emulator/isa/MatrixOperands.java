package relolens.emulator.isa;

import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/**
 * Parts of operands that name ZA, the SME matrix.
 *
 * <pre>
 *   ZAd.S          tile za0.s
 *   ZA.S {ZA.S     tile and direction of a slice, za1h.s; with the brace that a load or store has before it
 *   Ws12           w12 to w15, which select a slice
 *   za-S           the slice's number, in what field za has below the tile; za-row: in imm4
 *   ZA             all of it
 *   ZA-offset      the memory offset of LDR and STR, which is the number of the row
 *   ZA-list        the tiles ZERO clears
 *   lane-index     number of a predicate element of PSEL
 * </pre>
 */
final class MatrixOperands {
    private static final String LETTERS = "bhsdq";

    private MatrixOperands() {}

    static Operand named(String name, BitPattern bits) {
        switch (name) {
            case "ZA-list":
                return new MatrixList(bits);
            case "ZA-offset":
                return new Offset(bits);
            case "ZA":
                return new Whole();
            case "Ws12":
                return new Selector(bits);
            case "lane-index":
                return new Number(bits.require("i1"), FieldPair.of(bits, "tszh:tszl"), 0);
            case "za-row":
                return new Number(bits.require("imm4"), null, 0);
            default:
                char letter = Character.toLowerCase(name.charAt(name.length() - 1));
                if (name.startsWith("ZAd")) {
                    return new Tile(bits, letter);
                }
                int tileBits = LETTERS.indexOf(letter);
                return name.startsWith("za-")
                        ? new Number(bits.require("za"), null, tileBits)
                        : new Slice(bits, name.charAt(0) == '{', tileBits);
        }
    }

    /** A tile of one element size. */
    private static final class Tile extends Operand {
        private final Field field;
        private final char letter;

        Tile(BitPattern bits, char letter) {
            field = bits.require("ZAd");
            this.letter = letter;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append("za").append(field.of(word)).append('.').append(letter);
        }

        @Override
        boolean read(OperandText in) {
            String name = in.peekName();
            for (int n = 0; n < 1 << field.width(); n++) {
                if (name.equals("za" + n + "." + letter)) {
                    in.put(field, n);
                    in.at += name.length();
                    return true;
                }
            }
            return in.expected("a tile (za0." + letter + " to za" + ((1 << field.width()) - 1) + "." + letter + ")");
        }
    }

    /** Tile and direction of a slice; the upper bits of field za are the tile's number. */
    private static final class Slice extends Operand {
        private final Field za;
        private final Field vertical;
        private final boolean brace;
        private final int tileBits;

        Slice(BitPattern bits, boolean brace, int tileBits) {
            za = bits.require("za");
            vertical = bits.require("V");
            this.brace = brace;
            this.tileBits = tileBits;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append(brace ? "{za" : "za").append(za.of(word) >> za.width() - tileBits);
            out.append(vertical.of(word) == 1 ? "v." : "h.").append(LETTERS.charAt(tileBits));
        }

        @Override
        boolean read(OperandText in) {
            if (brace && !in.accept('{')) {
                return in.expected("'{'");
            }
            String name = in.peekName();
            char letter = LETTERS.charAt(tileBits);
            for (int n = 0; n < 2 << tileBits; n++) {
                if (name.equals("za" + (n >> 1) + ((n & 1) == 1 ? "v." : "h.") + letter)) {
                    in.at += name.length();
                    in.put(vertical, n & 1);
                    in.put(za, n >> 1 << za.width() - tileBits);
                    return true;
                }
            }
            String last = "za" + ((1 << tileBits) - 1) + "v.";
            return in.expected("a tile slice (za0h." + letter + " to " + last + letter + ")");
        }
    }

    /** The register that selects a slice. */
    private static final class Selector extends Operand {
        private static final int FIRST = 12;

        private final Field field;

        Selector(BitPattern bits) {
            field = bits.require("Rs");
            naming("Rs", Names.GENERAL, null);
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            out.append('w').append(number(word));
        }

        @Override
        boolean read(OperandText in) {
            Register r = in.peekRegister();
            int n = r == null ? -1 : r.number() - FIRST;
            if (r == null || r.bank() != 'w' || n < 0 || n > 3) {
                return in.expected("a slice selector (w12 to w15)");
            }
            in.put(field, n);
            in.at = in.nameEnd(in.at);
            return true;
        }

        @Override
        int number(int word) {
            return FIRST + field.of(word);
        }
    }

    /** The number of a slice, below the tile's in field za; or of a predicate element, above the size's bit. */
    private static final class Number extends Operand {
        private final @Nullable FieldPair tsz;
        private final Field top;
        private final int width;

        Number(Field top, @Nullable FieldPair tsz, int tileBits) {
            this.tsz = tsz;
            this.top = top;
            width = top.width() - tileBits;
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            if (tsz == null) {
                out.append(top.of(word) & (1 << width) - 1);
            } else {
                int bits = top.of(word) << tsz.width() | tsz.of(word);
                out.append(bits >> Integer.numberOfTrailingZeros(bits) + 1);
            }
        }

        @Override
        boolean read(OperandText in) {
            in.skipSpace();
            int from = in.at;
            OperandReader.Value value = in.immediate("a slice or element number");
            if (value == null) {
                return false;
            }
            Long n = value.constant();
            int size = tsz == null ? 0 : Integer.numberOfTrailingZeros(tsz.of(in.word));
            int count = tsz == null ? 1 << width : 16 >> size;
            if (n == null) {
                return in.unknown();
            } else if (n < 0 || n >= count) {
                return in.fail(OperandText.VALUE, "number " + n + " is out of range 0.." + (count - 1), from, in.at);
            } else if (tsz == null) {
                in.put(top, top.of(in.word) >> width << width | (int) (long) n);
            } else {
                int bits = (int) (n * 2 + 1) << size;
                in.put(top, bits >> tsz.width());
                tsz.put(in, bits & (1 << tsz.width()) - 1);
            }
            return true;
        }
    }

    /** The whole array, of which a row is chosen. */
    private static final class Whole extends Operand {
        @Override
        void print(int word, long address, StringBuilder out) {
            out.append("za");
        }

        @Override
        boolean read(OperandText in) {
            if (!in.peekName().equals("za")) {
                return in.expected("za");
            }
            in.at += 2;
            return true;
        }
    }

    /** {@code , #5, mul vl} after a base: the same number as the row's, left out only when it is 0. */
    private static final class Offset extends Operand {
        private final Field imm4;

        Offset(BitPattern bits) {
            imm4 = bits.require("imm4");
        }

        @Override
        void print(int word, long address, StringBuilder out) {
            if (imm4.of(word) != 0) {
                out.append(", #").append(imm4.of(word)).append(", mul vl");
            }
        }

        @Override
        boolean read(OperandText in) {
            String same = "the offset must be the row's number, " + imm4.of(in.word);
            in.skipSpace();
            int from = in.at;
            if (!in.accept(',')) {
                return imm4.of(in.word) == 0 || in.fail(OperandText.VALUE, same, from, in.at + 1);
            }
            in.skipSpace();
            from = in.at;
            OperandReader.Value value = in.immediate("an offset");
            if (value == null) {
                return false;
            }
            Long n = value.constant();
            if (n != null && n != imm4.of(in.word)) {
                return in.fail(OperandText.VALUE, same, from, in.at);
            }
            if (n == null) {
                return in.unknown();
            }
            return AddressModifier.VectorLengths.read(in, true);
        }
    }
}
