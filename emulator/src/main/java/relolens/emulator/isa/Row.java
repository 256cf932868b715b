package relolens.emulator.isa;

import org.jspecify.annotations.Nullable;
import relolens.emulator.names.Target;
import relolens.emulator.names.TargetNames;

/** A row as the readers of the table use it: its public {@link Encoding} and the compiled columns behind it. */
final class Row {
    final Encoding encoding;
    final BitPattern bits;
    /** The row this one is another spelling of, itself for a base row. */
    final Row base;
    /** Whether the spelling is only accepted from source. */
    final boolean inputOnly;
    /** Whether the row is no instruction, only what objdump prints. */
    final boolean printOnly;
    /** Name of the table's file, without its ending. */
    final String file;
    /** The feature column as bits of a {@link Target}. */
    final long required;

    private volatile @Nullable Syntax syntax;
    private volatile @Nullable Access access;

    Row(Encoding encoding, BitPattern bits, @Nullable Row base, String alias, String file) {
        this.required = TargetNames.get().requirement(encoding.feature());
        this.encoding = encoding;
        this.file = file;
        this.bits = bits;
        this.base = base == null ? this : base;
        this.inputOnly = alias.startsWith(">");
        this.printOnly = alias.equals("?");
    }

    /** {@return the compiled syntax column; compiled on first use, since one program needs few of all rows} */
    Syntax syntax() {
        Syntax s = syntax;
        if (s == null) {
            s = Syntax.compile(this);
            syntax = s;
        }
        return s;
    }

    /** {@return the compiled access column} */
    Access access() {
        Access a = access;
        if (a == null) {
            a = Access.compile(this);
            access = a;
        }
        return a;
    }

    /** {@return whether {@code word} is of this row, reserved operand values excluded} */
    boolean matches(int word) {
        return bits.matches(word) && syntax().valid(word);
    }
}
