package relolens.analyzer.asm;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Origin;
import relolens.analyzer.syntax.Expression;

/** Bytes that wait for the end: a value goes in, or a relocation stands for it. */
sealed interface Pending {
    Place at();

    Origin origin();

    /** A data item of 1, 2, 4, 8 or 16 bytes. */
    record Data(Place at, int size, Expression value, Origin origin) implements Pending {}

    /**
     * A field of an instruction word.
     *
     * @param read the operand expressions by their index in {@code operands}: encoding again must not read names anew
     */
    record Code(
            Place at,
            relolens.emulator.isa.Fixup fixup,
            Expression value,
            String mnemonic,
            String operands,
            Map<Integer, Read> read,
            Origin origin)
            implements Pending {}

    /** An operand expression and the index after it. */
    record Read(Expression expression, int end) {}

    /** A relocation on what follows, which changes no bit of it. */
    record Mark(Place at, int type, Expression value, Origin origin) implements Pending {}

    /** {@code .reloc}. */
    record Explicit(
            Place at, Expression offset, int type, @Nullable Expression value, Origin origin) implements Pending {}
}
