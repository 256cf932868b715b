package relolens.emulator.machine;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import relolens.emulator.cache.CacheGeometry;
import relolens.emulator.cpu.SystemRegister;

/** The registers that tell software the cache geometry (Arm ARM, "Cache identification"). */
final class GeometryRegisters {
    private GeometryRegisters() {}

    static Map<SystemRegister, Long> of(CacheGeometry caches) {
        Map<SystemRegister, Long> values = new EnumMap<>(SystemRegister.class);
        long words = Integer.numberOfTrailingZeros(caches.lineBytes()) - 2L;
        // DminLine, IminLine, ERG and CWG all one line; L1Ip = PIPT; IDC = DIC = 0; bit 31 is RES1.
        values.put(SystemRegister.CTR_EL0, 1L << 31 | words << 24 | words << 20 | words << 16 | 3 << 14 | words);
        values.put(SystemRegister.DCZID_EL0, words);
        values.put(SystemRegister.CLIDR_EL1, clidr(caches));
        return values;
    }

    private static long clidr(CacheGeometry caches) {
        long value = 0;
        int top = 0;
        for (int level = 1; level <= 3; level++) {
            boolean instruction = caches.find(level, true).isPresent();
            boolean data = caches.find(level, false).isPresent();
            if (instruction || data) {
                top = level;
                boolean unified = level > 1;
                value |= (unified ? 4L : (instruction ? 1L : 0) | (data ? 2L : 0)) << (3 * (level - 1));
            }
        }
        // LoC above the last cache, LoUU and LoUIS above the split level.
        return value | (long) top << 24 | (long) Math.min(top, 1) << 27 | (long) Math.min(top, 1) << 21;
    }

    /** {@return CCSIDR_EL1 by CSSELR_EL1 selector, 0 where there is no cache} */
    static long[] sizes(CacheGeometry caches) {
        long[] sizes = new long[6];
        for (int selector = 0; selector < sizes.length; selector++) {
            boolean instruction = (selector & 1) != 0;
            Optional<CacheGeometry.Level> level = caches.find((selector >>> 1) + 1, instruction);
            if (level.isPresent() && !(instruction && level.get().kind() == CacheGeometry.Kind.UNIFIED)) {
                CacheGeometry.Level l = level.get();
                sizes[selector] = (long) (l.sets() - 1) << 13
                        | (long) (l.ways() - 1) << 3
                        | Integer.numberOfTrailingZeros(l.lineBytes()) - 4;
            }
        }
        return sizes;
    }
}
