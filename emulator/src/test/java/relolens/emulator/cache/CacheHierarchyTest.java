package relolens.emulator.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relolens.emulator.memory.LittleEndian;
import relolens.emulator.memory.PhysicalMemory;
import relolens.emulator.memory.RamRegion;

class CacheHierarchyTest {
    private static final long LINE = 0x1000;

    private final PhysicalMemory memory = new PhysicalMemory(List.of(new RamRegion(0, 16 << 20)), 16 << 20);
    private final List<String> events = new ArrayList<>();

    private CacheHierarchy caches(CacheMode mode) {
        CacheHierarchy caches = new CacheHierarchy(
                new CacheGeometry(
                        mode,
                        List.of(
                                new CacheGeometry.Level(1, CacheGeometry.Kind.INSTRUCTION, 1024, 2, 64),
                                new CacheGeometry.Level(1, CacheGeometry.Kind.DATA, 1024, 2, 64),
                                new CacheGeometry.Level(2, CacheGeometry.Kind.UNIFIED, 4096, 4, 64)),
                        WriteStreaming.NEVER),
                memory);
        caches.listen(new CacheListener() {
            @Override
            public void writeBack(long pa, int fromLevel, boolean toMemory) {
                events.add(String.format("%x from %d%s", pa, fromLevel, toMemory ? " to memory" : ""));
            }
        });
        return caches;
    }

    private static void put(CacheHierarchy caches, long pa, long value) {
        caches.store(pa, 8, false);
        LittleEndian.put64(caches.where(), caches.whereOffset(), value);
    }

    private static long get(CacheHierarchy caches, long pa) {
        caches.load(pa);
        return LittleEndian.get64(caches.where(), caches.whereOffset());
    }

    @Test
    void aLineIsFoundWhereItWasBrought() {
        CacheHierarchy caches = caches(CacheMode.TAGS);
        assertThat(caches.load(LINE)).isZero();
        assertThat(caches.load(LINE + 63)).isEqualTo(1);
        // Two more lines of the same set push it out of level 1, not out of level 2.
        caches.load(LINE + 0x200);
        caches.load(LINE + 0x400);
        assertThat(caches.load(LINE)).isEqualTo(2);
    }

    @Test
    void theLeastRecentlyUsedLineGoes() {
        CacheHierarchy caches = caches(CacheMode.TAGS);
        caches.load(LINE);
        caches.load(LINE + 0x200);
        caches.load(LINE);
        caches.load(LINE + 0x400);
        assertThat(caches.levelOf(LINE)).isEqualTo(1);
        assertThat(caches.levelOf(LINE + 0x200)).isEqualTo(2);
    }

    @Test
    void dirtyLinesAreWrittenBackLevelByLevel() {
        CacheHierarchy caches = caches(CacheMode.TAGS);
        caches.store(LINE, 8, false);
        caches.load(LINE + 0x200);
        caches.load(LINE + 0x400);
        assertThat(events).containsExactly("1000 from 1");
        assertThat(caches.isDirty(LINE)).isTrue();
        assertThat(caches.clean(LINE)).isTrue();
        assertThat(events).containsExactly("1000 from 1", "1000 from 2 to memory");
        assertThat(caches.clean(LINE)).isFalse();
    }

    @Test
    void whatIsNotCleanedIsNotInMemory() {
        CacheHierarchy caches = caches(CacheMode.DATA);
        put(caches, LINE, 42);
        assertThat(memory.read64(LINE)).isZero();
        assertThat(get(caches, LINE)).isEqualTo(42);
        caches.clean(LINE);
        assertThat(memory.read64(LINE)).isEqualTo(42);
    }

    @Test
    void invalidatingADirtyLineLosesIt() {
        CacheHierarchy caches = caches(CacheMode.DATA);
        memory.write64(LINE, 7);
        put(caches, LINE, 42);
        assertThat(caches.invalidate(LINE)).isTrue();
        assertThat(get(caches, LINE)).isEqualTo(7);
    }

    @Test
    void aLineHidesWhatOthersWriteToMemory() {
        CacheHierarchy caches = caches(CacheMode.DATA);
        memory.write64(LINE, 1);
        assertThat(get(caches, LINE)).isEqualTo(1);
        memory.write64(LINE, 2);
        assertThat(get(caches, LINE)).isEqualTo(1);
        caches.invalidate(LINE);
        assertThat(get(caches, LINE)).isEqualTo(2);
    }

    @Test
    void aLateCleanWritesOldBytesOverNewOnes() {
        CacheHierarchy caches = caches(CacheMode.DATA);
        put(caches, LINE, 1);
        // As stores with translation off do: past the cache.
        caches.bypass(LINE);
        LittleEndian.put64(caches.where(), caches.whereOffset(), 2);
        caches.cleanInvalidate(LINE);
        assertThat(memory.read64(LINE)).isEqualTo(1);
    }

    @Test
    void fetchesSeeStoresOnlyAfterCleanAndInvalidate() {
        CacheHierarchy caches = caches(CacheMode.DATA);
        memory.write64(LINE, 1);
        caches.fetch(LINE, true);
        assertThat(LittleEndian.get64(caches.where(), caches.whereOffset())).isEqualTo(1);
        put(caches, LINE, 2);
        caches.cleanToUnification(LINE);
        caches.fetch(LINE, true);
        assertThat(LittleEndian.get64(caches.where(), caches.whereOffset())).isEqualTo(1);
        caches.invalidateInstruction(LINE);
        caches.fetch(LINE, true);
        assertThat(LittleEndian.get64(caches.where(), caches.whereOffset())).isEqualTo(2);
        assertThat(memory.read64(LINE)).isEqualTo(1);
    }

    @Test
    void setAndWayReachEveryLine() {
        CacheHierarchy caches = caches(CacheMode.DATA);
        put(caches, LINE, 42);
        for (int level = 1; level <= 2; level++) {
            for (int set = 0; set < 16; set++) {
                for (int way = 0; way < 4; way++) {
                    caches.bySetWay(level, set, way, true, true);
                }
            }
        }
        assertThat(memory.read64(LINE)).isEqualTo(42);
        assertThat(caches.levelOf(LINE)).isZero();
    }

    /** Random cacheable traffic: loads always see the last store, and after a flush so does memory. */
    @Test
    void cacheableAccessesAreCoherentAmongThemselves() {
        CacheHierarchy caches = caches(CacheMode.DATA);
        Random random = new Random(11);
        long[] model = new long[4096];
        for (int i = 0; i < 200_000; i++) {
            int word = random.nextInt(model.length);
            long pa = 0x10_0000 + 8L * word;
            switch (random.nextInt(8)) {
                case 0:
                    caches.clean(pa);
                    break;
                case 1:
                    caches.cleanInvalidate(pa);
                    break;
                case 2:
                case 3:
                case 4:
                    model[word] = random.nextLong();
                    put(caches, pa, model[word]);
                    break;
                default:
                    assertThat(get(caches, pa)).isEqualTo(model[word]);
            }
        }
        caches.flush();
        for (int word = 0; word < model.length; word++) {
            assertThat(memory.read64(0x10_0000 + 8L * word)).isEqualTo(model[word]);
        }
    }
}
