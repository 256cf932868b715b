package relolens.analyzer.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import relolens.analyzer.cpp.PreprocessedUnit;

/** Where members of {@code struct kimage} lie, as the kernel's generated {@code asm-offsets.h} defines them. */
public final class KimageOffsets {
    private static final Set<String> NAMES = Set.of(
            "KIMAGE_HEAD",
            "KIMAGE_START",
            "KIMAGE_ARCH_DTB_MEM",
            "KIMAGE_ARCH_EL2_VECTORS",
            "KIMAGE_ARCH_ZERO_PAGE",
            "KIMAGE_ARCH_PHYS_OFFSET",
            "KIMAGE_ARCH_TTBR1",
            "KIMAGE_ARCH_TTBR0");

    private KimageOffsets() {}

    /** {@return offsets by name; empty if the unit includes no such definitions} */
    public static Map<String, Long> of(PreprocessedUnit unit) {
        Map<String, Long> offsets = new HashMap<>();
        for (PreprocessedUnit.Definition d : unit.definitions()) {
            if (NAMES.contains(d.name())) {
                try {
                    offsets.put(d.name(), Long.decode(d.body().strip()));
                } catch (NumberFormatException e) {
                    // not the generated header's form: as if it were not there
                }
            }
        }
        return offsets;
    }
}
