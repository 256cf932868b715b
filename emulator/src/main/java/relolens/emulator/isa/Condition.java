package relolens.emulator.isa;

import java.util.Locale;

/** Tests on a whole word that a table row can name with {@code ?name}, where fixed bits and operands cannot say it. */
enum Condition {
    /** One of the registers is SP (the MOV spelling of ADD #0). */
    SP {
        @Override
        boolean holds(int word) {
            return (word & 31) == 31 || (word >>> 5 & 31) == 31;
        }
    },
    /** SMOV: a byte or halfword into W or X, a word into X only. */
    SMOV {
        @Override
        boolean holds(int word) {
            int size = Integer.numberOfTrailingZeros(word >>> 16 & 31);
            return size < 2 || size == 2 && (word >>> 30 & 1) == 1;
        }
    },
    /** UMOV: a doubleword into X, everything smaller into W. */
    UMOV {
        @Override
        boolean holds(int word) {
            int size = Integer.numberOfTrailingZeros(word >>> 16 & 31);
            return size < 3 && (word >>> 30 & 1) == 0 || size == 3 && (word >>> 30 & 1) == 1;
        }
    },
    /** UMOV that moves a whole W or X register, where MOV is the preferred spelling. */
    MOVLANE {
        @Override
        boolean holds(int word) {
            int size = Integer.numberOfTrailingZeros(word >>> 16 & 31);
            return size == 2 || size == 3;
        }
    };

    /** {@return whether {@code word} passes} */
    abstract boolean holds(int word);

    static Condition named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
