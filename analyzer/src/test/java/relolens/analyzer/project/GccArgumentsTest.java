package relolens.analyzer.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GccArgumentsTest {
    private static GccArguments parse(String... arguments) {
        return GccArguments.parse(List.of(arguments), Path.of("/w"));
    }

    @Test
    void preprocessorOptionsAreTakenJoinedOrApart() {
        var a = parse(
                "-Ia",
                "-I",
                "b",
                "-isystem",
                "c",
                "-iquoted",
                "-idirafter",
                "e",
                "-DX=1",
                "-D",
                "Y",
                "-UZ",
                "-include",
                "f.h",
                "-imacros",
                "/g.h");
        assertThat(a.options().includeDirs()).containsExactly("/w/a", "/w/b");
        assertThat(a.options().systemDirs()).containsExactly("/w/c", "/w/e");
        assertThat(a.options().quoteDirs()).containsExactly("/w/d");
        assertThat(a.options().defines()).containsExactly("X=1", "Y", "-Z");
        assertThat(a.options().forcedIncludes()).containsExactly("/w/f.h");
        assertThat(a.options().imacros()).containsExactly("/g.h");
        assertThat(a.rest()).isEmpty();
        assertThat(a.searchGiven()).isTrue();
    }

    @Test
    void otherGccFlagsAreIgnoredAndOursKept() {
        var a = parse(
                "x.S",
                "-Wa,-march=armv8.5-a",
                "-mabi=lp64",
                "-fno-PIE",
                "-O2",
                "-g",
                "-std=gnu11",
                "-MD",
                "-MF",
                "dep.d",
                "-x",
                "assembler-with-cpp",
                "-c",
                "-pipe",
                "--format",
                "json",
                "-p",
                "db",
                "-j",
                "2",
                "-",
                "--",
                "-Ifile");
        assertThat(a.rest()).containsExactly("x.S", "--format", "json", "-p", "db", "-j", "2", "-", "--", "-Ifile");
        assertThat(a.searchGiven()).isFalse();
    }

    @Test
    void aMissingValueIsTold() {
        assertThat(parse("x.S", "-isystem").dangling()).isEqualTo("-isystem");
        assertThat(parse("x.S", "-D", "A").dangling()).isNull();
    }

    @Test
    void definitionsAloneSayNothingAboutWhereHeadersAre() {
        assertThat(parse("-DX").searchGiven()).isFalse();
        assertThat(parse("-nostdinc").searchGiven()).isTrue();
    }
}
