package relolens.analyzer.program;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.AssembledUnit.Relocation;
import relolens.analyzer.asm.AssembledUnit.Section;

/**
 * Linux's patch table: which instructions may be replaced at boot by which others. An entry of {@code .altinstructions} is
 * 12 bytes: PREL32 to the original, PREL32 to the replacement, a 16-bit feature number, and both lengths in bytes.
 */
final class Alternatives {
    private static final String SECTION = ".altinstructions";
    private static final int ENTRY = 12;

    private Alternatives() {}

    /** Both arms of one entry; a callback entry (no replacement text) is none. */
    record Arm(Place original, int originalBytes, Place replacement, int replacementBytes) {}

    static List<Arm> of(AssembledUnit unit, SymbolPlaces places) {
        List<Arm> arms = new ArrayList<>();
        for (Section section : unit.sections()) {
            if (section.name().equals(SECTION)) {
                read(section, places, arms);
            }
        }
        return arms;
    }

    private static void read(Section section, SymbolPlaces places, List<Arm> arms) {
        Map<Long, Relocation> relocations = new HashMap<>();
        section.relocations().forEach(r -> relocations.put(r.offset(), r));
        ByteBuffer bytes = ByteBuffer.wrap(section.content()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + ENTRY <= bytes.capacity(); at += ENTRY) {
            Relocation toOriginal = relocations.get((long) at);
            Relocation toReplacement = relocations.get(at + 4L);
            if (toOriginal == null || toReplacement == null) {
                continue;
            }
            Place original = places.of(toOriginal.symbol(), toOriginal.addend());
            Place replacement = places.of(toReplacement.symbol(), toReplacement.addend());
            int originalBytes = Byte.toUnsignedInt(bytes.get(at + 10));
            int replacementBytes = Byte.toUnsignedInt(bytes.get(at + 11));
            if (original != null && replacement != null && replacementBytes > 0) {
                arms.add(new Arm(original, originalBytes, replacement, replacementBytes));
            }
        }
    }
}
