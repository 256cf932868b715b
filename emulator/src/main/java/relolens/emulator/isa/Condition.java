package relolens.emulator.isa;

import java.util.Locale;

/** Tests on a whole word that a table row can name with {@code ?name}, where fixed bits and operands cannot say it. */
enum Condition {
    /** The two registers of a pair differ. */
    PAIR {
        @Override
        boolean holds(int word) {
            return (word & 31) != (word >>> 10 & 31);
        }
    },
    /** The two registers of a pair differ from each other and from a base that is written. */
    PAIRBASE {
        @Override
        boolean holds(int word) {
            int base = word >>> 5 & 31;
            return PAIR.holds(word) && (base == 31 || base != (word & 31) && base != (word >>> 10 & 31));
        }
    },
    /** The unused registers of a load-acquire are written as ones. */
    SHOULD {
        @Override
        boolean holds(int word) {
            boolean ordered = (word >>> 24 & 63) == 8;
            return (word >>> 16 & 31) == 31 && (!ordered || (word >>> 10 & 31) == 31);
        }
    },
    /** The same for LDAR, of whose upper unused register objdump does not look at the top bit. */
    ORDERED {
        @Override
        boolean holds(int word) {
            return (word >>> 16 & 15) == 15 && (word >>> 10 & 31) == 31;
        }
    },
    /** The registers of a copy are three different ones, none of them XZR. */
    COPY {
        @Override
        boolean holds(int word) {
            int d = word & 31;
            int n = word >>> 5 & 31;
            int s = word >>> 16 & 31;
            return d != n && d != s && n != s && d != 31 && n != 31 && s != 31;
        }
    },
    /** The registers of a fill are three different ones, and only the value may be XZR. */
    SET {
        @Override
        boolean holds(int word) {
            int d = word & 31;
            int n = word >>> 5 & 31;
            int s = word >>> 16 & 31;
            return d != n && d != s && n != s && d != 31 && n != 31;
        }
    },
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
    /** DUP of element 0, where MOV from a scalar register is the preferred spelling: one bit of tsz set. */
    FIRSTLANE {
        @Override
        boolean holds(int word) {
            return Integer.bitCount(word >>> 16 & 31) == 1;
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
