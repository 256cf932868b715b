package relolens.emulator.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import relolens.emulator.memory.PhysicalMemory;
import relolens.emulator.memory.RamRegion;

class WriteStreamingTest {
    private static final long TO = 0x10_0000;

    private final PhysicalMemory memory = new PhysicalMemory(List.of(new RamRegion(0, 16 << 20)), 16 << 20);
    private final List<String> streamed = new ArrayList<>();

    private CacheHierarchy caches(WriteStreaming setting) {
        CacheHierarchy caches = new CacheHierarchy(CacheGeometry.SMALL_CORE.withStreaming(setting), memory);
        caches.listen(new CacheListener() {
            @Override
            public void streamed(long pa, int bytes, int toLevel) {
                streamed.add(String.format("%x %d to %d", pa, bytes, toLevel));
            }
        });
        return caches;
    }

    /** Stores whole lines by 16 bytes. @return how many of the lines were allocated in level 1 */
    private static int fill(CacheHierarchy caches, long from, int lines) {
        int allocated = 0;
        for (int line = 0; line < lines; line++) {
            for (int part = 0; part < 64; part += 16) {
                caches.store(from + 64L * line + part, 16, false);
            }
            allocated += caches.levelOf(from + 64L * line) == 1 ? 1 : 0;
        }
        return allocated;
    }

    @Test
    void storesStopAllocatingAfterTheThreshold() {
        CacheHierarchy caches = caches(WriteStreaming.afterLines(4, 16));
        assertThat(fill(caches, TO, 64)).isEqualTo(4);
        assertThat(caches.levelOf(TO + 64 * 8)).isEqualTo(2);
        assertThat(caches.levelOf(TO + 64 * 20)).isZero();
        assertThat(streamed).hasSize(60).startsWith("100100 64 to 2").endsWith("100fc0 64 to 0");
    }

    @Test
    void withoutThresholdsEveryLineIsAllocated() {
        CacheHierarchy caches = caches(WriteStreaming.NEVER);
        assertThat(fill(caches, TO, 256)).isEqualTo(256);
        assertThat(streamed).isEmpty();
    }

    @Test
    void bytesCountTheSameStream() {
        CacheHierarchy caches = caches(WriteStreaming.afterBytes(0, 1024));
        // Level 1 always allocates with threshold 0, whatever the next level's is.
        assertThat(fill(caches, TO, 64)).isEqualTo(64);
        assertThat(fill(caches(WriteStreaming.afterBytes(1024)), TO + 0x10000, 64))
                .isEqualTo(16);
    }

    @Test
    void aPartialLineEndsTheStream() {
        CacheHierarchy caches = caches(WriteStreaming.afterLines(4));
        fill(caches, TO, 8);
        caches.store(TO + 64 * 8, 16, false);
        streamed.clear();
        assertThat(fill(caches, TO + 0x1000, 8)).isEqualTo(4);
        assertThat(streamed).startsWith("100200 16 to 2");
    }

    @Test
    void copiesBrokenInsideEveryLineNeverStream() {
        CacheHierarchy caches = caches(WriteStreaming.afterLines(2));
        int allocated = 0;
        for (int line = 0; line < 64; line++) {
            caches.store(TO + 64L * line, 16, false);
            caches.store(TO + 64L * line + 16, 16, false);
            allocated += caches.levelOf(TO + 64L * line) == 1 ? 1 : 0;
        }
        assertThat(allocated).isEqualTo(64);
    }

    @Test
    void aLoadOfTheLineBeingWrittenEndsTheStream() {
        CacheHierarchy caches = caches(WriteStreaming.afterLines(4));
        fill(caches, TO, 8);
        caches.store(TO + 64 * 8, 16, false);
        caches.load(TO + 64 * 8);
        assertThat(fill(caches, TO + 64 * 9, 8)).isEqualTo(4);
    }

    @Test
    void loadsOfOtherLinesDoNotEndTheStream() {
        CacheHierarchy caches = caches(WriteStreaming.afterLines(4));
        int allocated = 0;
        for (int line = 0; line < 32; line++) {
            caches.load(0x20_0000 + 64L * line);
            allocated += fill(caches, TO + 64L * line, 1);
        }
        assertThat(allocated).isEqualTo(4);
    }

    @Test
    void linesAlreadyPresentAreHitAndNotCounted() {
        CacheHierarchy caches = caches(WriteStreaming.afterLines(4));
        for (int line = 0; line < 8; line++) {
            caches.load(TO + 64L * line);
        }
        assertThat(fill(caches, TO, 8)).isEqualTo(8);
        assertThat(fill(caches, TO + 0x1000, 8)).isEqualTo(4);
    }

    @Test
    void theNonTemporalHintBypassesLevelOneWhereTheCoreHeedsIt() {
        CacheHierarchy heeding = caches(new WriteStreaming(WriteStreaming.Unit.LINES, List.of(), false, false, true));
        heeding.store(TO, 16, true);
        assertThat(heeding.allocated()).isFalse();
        CacheHierarchy ignoring = caches(WriteStreaming.NEVER);
        ignoring.store(TO, 16, true);
        assertThat(ignoring.allocated()).isTrue();
    }

    @Test
    void adjacencyCanBeDemanded() {
        WriteStreaming setting = new WriteStreaming(WriteStreaming.Unit.LINES, List.of(4L), false, true, false);
        CacheHierarchy caches = caches(setting);
        assertThat(fill(caches, TO, 8)).isEqualTo(4);
        assertThat(fill(caches, TO + 0x8000, 8)).isEqualTo(4);
    }

    @Test
    void streamedBytesReachMemoryInDataMode() {
        CacheHierarchy caches = new CacheHierarchy(
                CacheGeometry.SMALL_CORE.withMode(CacheMode.DATA).withStreaming(WriteStreaming.afterLines(2, 2)),
                memory);
        for (int line = 0; line < 8; line++) {
            for (int part = 0; part < 64; part += 8) {
                caches.store(TO + 64L * line + part, 8, false);
                caches.where()[caches.whereOffset()] = (byte) (line + 1);
            }
        }
        assertThat(memory.read(TO + 64 * 7, 1)).isEqualTo(8);
        assertThat(memory.read(TO, 1)).isZero();
        caches.clean(TO);
        assertThat(memory.read(TO, 1)).isEqualTo(1);
    }
}
