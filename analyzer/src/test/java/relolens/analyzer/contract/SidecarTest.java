package relolens.analyzer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidecarTest {
    private static final String GOOD = """
            # comment
            root: false
            routines:
              "a/**/*.S":
                one: ["entry mmu=on", 'x0: data va']
                two: entry mmu=off
              b.S:
                three:
                  - expect exit=br
            """;

    @Test
    void clausesKeepFileRoutineAndPlace() {
        Sidecar s = Sidecar.parse("d/relolens.yml", GOOD);
        assertThat(s.problems()).isEmpty();
        assertThat(s.root()).isFalse();
        assertThat(s.rules()).extracting(Sidecar.Rule::glob).containsExactly("a/**/*.S", "a/**/*.S", "b.S");
        assertThat(s.rules()).extracting(Sidecar.Rule::routine).containsExactly("one", "two", "three");
        assertThat(s.rules().get(0).clauses().get(1).by().span().text()).isEqualTo("d/relolens.yml:5:28");
        assertThat(s.rules().get(1).clauses().get(0).by().span().text()).isEqualTo("d/relolens.yml:6:10");
        assertThat(s.rules().get(2).clauses().get(0).by().level()).isEqualTo(Clause.Level.SIDECAR);
    }

    @ParameterizedTest
    @CsvSource({
        "*.S, kernel/head.S, true",
        "kernel/*.S, kernel/head.S, true",
        "kernel/*.S, arch/kernel/head.S, false",
        "**/kernel/*.S, arch/kernel/head.S, true",
        "linux-*/kernel/*.S, linux-6.1/kernel/head.S, true",
        "head.S, tail.S, false",
        "'[', x.S, false"
    })
    void globsFitFiles(String glob, String path, boolean fits) {
        assertThat(Glob.matches(glob, path)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({
        "copy_page, copy_page, true",
        "copy_page, __copy_page, false",
        "*copy*, __copy_page, true",
        "a*b*c, aXbXbXc, true",
        "a*b*c, aXcXb, false",
        "*, anything, true"
    })
    void patternsFitNames(String pattern, String name, boolean fits) {
        assertThat(Glob.matchesName(pattern, name)).isEqualTo(fits);
    }

    @Test
    void anAbsoluteFileIsSearchedUpwardsFromItsOwnDirectory() {
        Map<String, String> files = Map.of(
                "/t/linux/relolens.yml", "routines: {'kernel/*.S': {f: ['entry el=1']}}",
                "/t/relolens.yml", "root: true",
                "/relolens.yml", "routines: {'**': {f: ['entry el=2']}}");
        assertThat(SidecarSearch.of("/t/linux/kernel/./f.S", files::get))
                .extracting(f -> f.sidecar().path() + " " + f.relative())
                .containsExactly("/t/linux/relolens.yml kernel/f.S", "/t/relolens.yml linux/kernel/f.S");
    }

    @Test
    void aNamedSidecarIsTheOnlyOne() {
        Map<String, String> files = Map.of(
                "/t/relolens.yml", "root: true", "/c/my.yml", "routines: {'**/kernel/*.S': {f: ['entry el=1']}}");
        assertThat(SidecarSearch.only("/c/my.yml", "/t/linux/kernel/f.S", files::get))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.sidecar().path()).isEqualTo("/c/my.yml");
                    assertThat(Glob.matches(f.sidecar().rules().get(0).glob(), f.relative()))
                            .isTrue();
                });
        assertThat(SidecarSearch.only("/t/relolens.yml", "/t/linux/kernel/f.S", files::get))
                .extracting(SidecarSearch.Found::relative)
                .containsExactly("linux/kernel/f.S");
        assertThat(SidecarSearch.only("/gone.yml", "/t/linux/kernel/f.S", files::get))
                .isEmpty();
    }

    @Test
    void noTextMakesTheParserThrow() {
        Random random = new Random(3);
        String alphabet = "[]{}:,-'\"#&*!|>%@ \n\tx0\u00e9\0?";
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder(GOOD);
            for (int n = random.nextInt(5); n >= 0; n--) {
                int at = random.nextInt(text.length());
                text.replace(
                        at, at + random.nextInt(2), String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))));
            }
            text.setLength(random.nextInt(text.length()));
            assertThat(Sidecar.parse("relolens.yml", text.toString()).path()).isEqualTo("relolens.yml");
        }
    }
}
