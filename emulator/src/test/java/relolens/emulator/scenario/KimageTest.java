package relolens.emulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import relolens.emulator.memory.PhysicalMemory;

class KimageTest {
    private record Built(Kimage image, PhysicalMemory memory, MemoryMap map) {}

    private static Built build(KimageSpec spec) {
        MemoryMap map = MemoryMap.of(spec, 1 << 20);
        PhysicalMemory memory = new PhysicalMemory(List.of(map.ram()), 1L << 30);
        return new Built(Kimage.build(spec, map, memory), memory, map);
    }

    private static KimageSpec spec(
            long bytes, int order, KimageSpec.Layout layout, int inplace, long seed, boolean adversarial) {
        return new KimageSpec(
                bytes,
                order,
                layout,
                KimageSpec.Va.LINEAR,
                KimageSpec.Mapping.PAGE,
                inplace,
                0,
                seed,
                false,
                adversarial);
    }

    /** Follows the list as the kernel's for_each_kimage_entry does: destination page to source page. */
    private static Map<Long, Long> walk(Built built, List<Long> kinds) {
        Map<Long, Long> copies = new HashMap<>();
        long entry = built.image().head();
        long at = 0;
        long destination = 0;
        while ((entry & Kimage.DONE) == 0) {
            kinds.add(entry & 15);
            long page = entry & -4096L;
            if ((entry & Kimage.INDIRECTION) != 0) {
                at = page;
            } else if ((entry & Kimage.DESTINATION) != 0) {
                destination = page;
            } else {
                copies.put(destination, page);
                destination += 4096;
            }
            entry = built.memory().read64(at);
            at += 8;
        }
        return copies;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4096, 8192, 5 * 4096, 507 * 4096, 508 * 4096, 510 * 4096, 1100 * 4096, 25_000_000})
    void walkingTheListVisitsEveryPageOnceWithItsOwnContents(long bytes) {
        Built built = build(spec(bytes, 0, KimageSpec.Layout.SCATTERED, 0, 7, false));
        Kimage image = built.image();
        Map<Long, Long> copies = walk(built, new ArrayList<>());

        assertThat(copies).hasSize((int) ((bytes + 4095) / 4096)).hasSize(image.pages());
        byte[] page = new byte[4096];
        for (int i = 0; i < image.pages(); i++) {
            assertThat(copies).containsEntry(image.destination(i), image.source(i));
            built.memory().read(image.source(i), page, 0, 4096);
            assertThat(page).isEqualTo(image.expected(i));
        }
    }

    @Test
    void emptyImageIsJustAnEnd() {
        assertThat(build(KimageSpec.of(0)).image().head()).isEqualTo(Kimage.DONE);
    }

    @Test
    void headLinksToTheFirstListPageAndEveryListPageHolds511EntriesAndALink() {
        Built built = build(spec(1100 * 4096L, 0, KimageSpec.Layout.SCATTERED, 0, 7, false));
        List<Long> kinds = new ArrayList<>();
        walk(built, kinds);

        assertThat(kinds.get(0)).isEqualTo(Kimage.INDIRECTION);
        assertThat(kinds.get(512)).isEqualTo(Kimage.INDIRECTION);
        assertThat(kinds.get(1024)).isEqualTo(Kimage.INDIRECTION);
        assertThat(kinds.stream().filter(k -> k == Kimage.INDIRECTION)).hasSize(3);
        assertThat(built.image().listPages()).hasSize(3);
    }

    @Test
    void eachSegmentHasOneDestinationEntry() {
        Built built = build(KimageSpec.of(25_000_000));
        List<Long> kinds = new ArrayList<>();
        walk(built, kinds);

        assertThat(built.image().segments())
                .extracting(Kimage.Segment::name)
                .containsExactly("image", "initrd", "dtb", "purgatory");
        assertThat(kinds.stream().filter(k -> k == Kimage.DESTINATION)).hasSize(4);
        assertThat(built.image().start())
                .isEqualTo(built.image().segments().get(0).address());
        assertThat(built.image().dtb())
                .isEqualTo(built.image().segments().get(2).address());
    }

    @ParameterizedTest
    @EnumSource(KimageSpec.Layout.class)
    void sourceIsItsOwnDestinationOrNoDestinationAtAllWhateverTheSeed(KimageSpec.Layout layout) {
        for (int seed = 0; seed < 40; seed++) {
            int order = seed % 4;
            int inplace = seed % 3 * 30;
            Built built = build(spec(700 * 4096L + seed, order, layout, inplace, seed, false));
            Kimage image = built.image();
            Set<Long> destinations = new HashSet<>();
            Set<Long> sources = new HashSet<>(image.listPages());
            for (int i = 0; i < image.pages(); i++) {
                assertThat(destinations.add(image.destination(i))).isTrue();
            }
            int own = 0;
            for (int i = 0; i < image.pages(); i++) {
                assertThat(sources.add(image.source(i))).as("page used once").isTrue();
                own += image.source(i) == image.destination(i) ? 1 : 0;
                if (image.source(i) != image.destination(i)) {
                    assertThat(destinations).doesNotContain(image.source(i));
                }
                assertThat(built.memory().isRam(image.source(i))).isTrue();
                assertThat(built.memory().isRam(image.destination(i))).isTrue();
            }
            assertThat((double) own / image.pages()).isBetween(inplace / 100.0 - 0.1, inplace / 100.0 + 0.1);
        }
    }

    @Test
    void adversarialOverlapReadsPagesThatWereWrittenBefore() {
        Kimage image = build(spec(200 * 4096L, 0, KimageSpec.Layout.SCATTERED, 0, 3, true))
                .image();
        Set<Long> written = new HashSet<>();
        int broken = 0;
        for (int i = 0; i < image.pages(); i++) {
            broken += written.contains(image.source(i)) ? 1 : 0;
            written.add(image.destination(i));
        }
        assertThat(broken).isPositive();
    }

    @Test
    void orderKeepsRunsOfPagesTogetherAndAligned() {
        Kimage image = build(spec(1024 * 4096L, 3, KimageSpec.Layout.SCATTERED, 0, 3, false))
                .image();
        for (int i = 0; i < image.pages(); i += 8) {
            assertThat(image.source(i) % (8 * 4096)).isZero();
            for (int k = 1; k < 8; k++) {
                assertThat(image.source(i + k)).isEqualTo(image.source(i) + k * 4096L);
            }
        }
    }

    @Test
    void layoutsDifferOnlyInWhereSourcesLie() {
        Kimage contiguous = build(spec(64 * 4096L, 0, KimageSpec.Layout.CONTIGUOUS, 0, 3, false))
                .image();
        Kimage reversed = build(spec(64 * 4096L, 0, KimageSpec.Layout.REVERSED, 0, 3, false))
                .image();
        Kimage scattered = build(spec(64 * 4096L, 0, KimageSpec.Layout.SCATTERED, 0, 3, false))
                .image();
        for (int i = 1; i < 64; i++) {
            assertThat(contiguous.source(i)).isEqualTo(contiguous.source(i - 1) + 4096);
            assertThat(reversed.source(i)).isEqualTo(reversed.source(i - 1) - 4096);
        }
        long jumps = 0;
        for (int i = 1; i < 64; i++) {
            jumps += Math.abs(scattered.source(i) - scattered.source(i - 1)) == 4096 ? 0 : 1;
        }
        assertThat(jumps).isGreaterThan(50);
        assertThat(scattered.expected(5)).isEqualTo(contiguous.expected(5));
    }

    @Test
    void sameSeedSameImageOtherSeedOtherContents() {
        Kimage one = build(spec(64 * 4096L, 0, KimageSpec.Layout.SCATTERED, 0, 3, false))
                .image();
        Kimage same = build(spec(64 * 4096L, 0, KimageSpec.Layout.SCATTERED, 0, 3, false))
                .image();
        Kimage other = build(spec(64 * 4096L, 0, KimageSpec.Layout.SCATTERED, 0, 4, false))
                .image();
        assertThat(same.source(17)).isEqualTo(one.source(17));
        assertThat(same.expected(17)).isEqualTo(one.expected(17));
        assertThat(other.expected(17)).isNotEqualTo(one.expected(17));
        assertThat(one.expected(16)).isNotEqualTo(one.expected(17));
    }
}
