package relolens.analyzer.cpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeaderCacheTest {
    @Test
    void unitsOfOneRequestReadAHeaderOnceAndDoNotSeeEachOthersMacros() {
        AtomicInteger loads = new AtomicInteger();
        Map<String, String> files = Map.of(
                "h.h", "#ifndef H\n#define H N\n#endif\nH\n",
                "a.S", "#define N 1\n#include \"h.h\"\n",
                "b.S", "#define N 2\n#include \"h.h\"\n");
        HeaderCache cache = new HeaderCache(path -> {
            loads.incrementAndGet();
            return files.get(path);
        });
        List<String> results = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> Preprocessor.preprocess(i % 2 == 0 ? "a.S" : "b.S", CppOptions.none(), cache))
                .map(unit -> unit.file() + unit.lines().get(0).text())
                .sorted()
                .distinct()
                .toList();
        assertThat(results).containsExactly("a.S1", "b.S2");
        assertThat(loads).hasValue(3);
    }
}
