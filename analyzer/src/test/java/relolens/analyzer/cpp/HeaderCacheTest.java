package relolens.analyzer.cpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import relolens.analyzer.source.Problem;

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

    @Test
    void aLaterCacheSeesChangesAndKeepsWhatIsTheSame() {
        Map<String, String> files = new HashMap<>(Map.of(
                "same.h",
                "#define A 1\n",
                "changed.h",
                "#define B 1\n",
                "a.S",
                "#include \"same.h\"\n" + "#include \"changed.h\"\nA B\n"));
        HeaderCache before = new HeaderCache(files::get);
        assertThat(Preprocessor.preprocess("a.S", CppOptions.none(), before)
                        .lines()
                        .get(0)
                        .text())
                .isEqualTo("1 1");
        files.put("changed.h", "#define B 2\n");
        HeaderCache after = before.again(files::get);
        assertThat(Preprocessor.preprocess("a.S", CppOptions.none(), after)
                        .lines()
                        .get(0)
                        .text())
                .isEqualTo("1 2");
        assertThat(after.get("same.h")).isSameAs(before.get("same.h"));
        files.remove("changed.h");
        assertThat(Preprocessor.preprocess("a.S", CppOptions.none(), after.again(files::get))
                        .problems())
                .extracting(Problem::code)
                .containsExactly("missing-include");
    }
}
