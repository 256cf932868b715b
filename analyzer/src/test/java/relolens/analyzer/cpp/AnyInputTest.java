package relolens.analyzer.cpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the text: no exception, an end, and origins inside the file. */
class AnyInputTest {
    private static final String FRAGMENTS =
            "#define f(x, ...) x##__VA_ARGS__ #x\n#if f(1) && defined(A\n#include <\n#elif\n#else\n#endif\n'\"/**/ //@ x\n\\\n/*@ f(f,\n"
                    + "__VA_OPT__(x)##y\n#undef f\n#line 3\n#pragma push_macro(\"f\")\n__has_include(\n%: \u00e9\ud83d\ude00 _Pragma(\n...";

    private static void check(String text) {
        PreprocessedUnit unit = Preprocessor.preprocess("a.S", CppOptions.none(), p -> p.equals("a.S") ? text : null);
        long newlines = text.chars().filter(c -> c == '\n').count();
        for (PreprocessedLine line : unit.lines()) {
            assertThat(line.origin().span().line()).isBetween(1, (int) newlines + 1);
            assertThat(line.text()).doesNotContain("\n");
        }
        unit.definitions().forEach(d -> unit.macroValue(d.name()));
    }

    @Test
    void everyPrefixIsAnInput() {
        String text = new RandomMacroProgram(new Random(4)).text() + FRAGMENTS;
        for (int length = 0; length <= text.length(); length++) {
            check(text.substring(0, length));
        }
    }

    @Test
    void mutatedProgramsAreInputs() {
        Random random = new Random(9);
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder(round % 2 == 0 ? FRAGMENTS : new RandomMacroProgram(random).text());
            for (int n = random.nextInt(12); n >= 0; n--) {
                int at = random.nextInt(text.length());
                int from = random.nextInt(FRAGMENTS.length());
                int to = Math.min(FRAGMENTS.length(), from + random.nextInt(6));
                text.replace(at, Math.min(text.length(), at + random.nextInt(3)), FRAGMENTS.substring(from, to));
                text.append(' ');
            }
            check(text.toString());
        }
    }

    @Test
    void randomBytesAreInputs() {
        Random random = new Random(2);
        for (int round = 0; round < 500; round++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            check(new String(bytes, StandardCharsets.UTF_8));
            check(new String(bytes, StandardCharsets.ISO_8859_1).replace('\0', '#'));
        }
    }
}
