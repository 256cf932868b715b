package relolens.emulator.isa;

import java.util.ArrayList;
import java.util.List;
import relolens.emulator.isa.Effects.AccessKind;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.Reach;
import relolens.emulator.isa.Effects.Writeback;

/** The data access of an SVE or SME row. */
final class ScalableMemory {
    private ScalableMemory() {}

    /** {@return whether {@code row} moves scalable registers to or from memory, or prefetches for that} */
    static boolean has(Row row) {
        boolean registers = row.bits.has("Zt") || row.bits.has("Pt") || row.bits.has("za") || row.bits.has("prfop");
        return row.access().kind != null && (registers || row.access().reach == Reach.VECTOR);
    }

    static MemoryAccess read(Row row, int word) {
        Access access = row.access();
        BitPattern bits = row.bits;
        AccessKind kind = access.kind == null ? AccessKind.LOAD : access.kind;
        int base = bits.has("Rn") ? bits.require("Rn").of(word) : -1;
        boolean indexed = base >= 0 && row.syntax().find("Rm") != null;
        long offset = 0;
        for (Operand o : row.syntax().operands()) {
            if (o instanceof ScalableNumber number) {
                offset = number.value(word);
            }
        }
        List<Integer> data = new ArrayList<>(1);
        Operand list = row.syntax().find("Zt");
        for (int i = 0; list != null && i < list.count(); i++) {
            data.add(list.number(word) + i & 31);
        }
        return new MemoryAccess(
                kind,
                access.elementBytes(word),
                access.elements,
                base,
                indexed ? bits.require("Rm").of(word) : -1,
                indexed ? "lsl" : "",
                indexed ? access.shift(word) : 0,
                offset,
                Writeback.NONE,
                false,
                false,
                access.nonTemporal,
                data,
                list != null,
                access.reach);
    }
}
