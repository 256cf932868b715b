package relolens.analyzer.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildFlagsTest {
    private static final Path FILE = Path.of("/src/linux/arch/arm64/kernel/head.S");
    private final Map<String, String> tree = new HashMap<>(Map.of(
            "/src/linux/include/linux/kconfig.h", "",
            "/src/linux/arch/arm64/include/asm/assembler.h", "",
            "/src/linux/include/generated/asm-offsets.h", "",
            "/src/linux/include/generated/autoconf.h", ""));

    private static GccArguments given(String... arguments) {
        return GccArguments.parse(List.of(arguments), Path.of("/w"));
    }

    @Test
    void aFileInAKernelTreeGetsTheKernelsFlags() {
        var choice = BuildFlags.none().choose(FILE, tree::get);
        assertThat(choice.options().includeDirs())
                .startsWith(
                        "/src/linux/arch/arm64/include",
                        "/src/linux/arch/arm64/include/generated",
                        "/src/linux/include");
        assertThat(choice.options().forcedIncludes()).containsExactly("/src/linux/include/linux/kconfig.h");
        assertThat(choice.options().defines()).contains("__KERNEL__", "__ASSEMBLY__");
        assertThat(choice.assumed()).contains("/src/linux").doesNotContain("generated headers");
    }

    @Test
    void newerTreesForceTheCompilerVersionInFirst() {
        tree.put("/src/linux/include/linux/compiler-version.h", "");
        assertThat(BuildFlags.none().choose(FILE, tree::get).options().forcedIncludes())
                .containsExactly("/src/linux/include/linux/compiler-version.h", "/src/linux/include/linux/kconfig.h");
    }

    @Test
    void anUnpreparedTreeIsToldSo() {
        tree.remove("/src/linux/include/generated/asm-offsets.h");
        assertThat(BuildFlags.none().choose(FILE, tree::get).assumed()).contains("no generated headers");
    }

    @Test
    void givenSearchPathsLeaveNothingToGuess() {
        var choice = new BuildFlags(given("-I", "inc"), null).choose(FILE, tree::get);
        assertThat(choice.options().includeDirs()).containsExactly("/w/inc");
        assertThat(choice.assumed()).isNull();
    }

    @Test
    void definitionsComeOnTopOfTheTreesOwn() {
        var choice = new BuildFlags(given("-DCONFIG_X=1"), null).choose(FILE, tree::get);
        assertThat(choice.options().defines()).startsWith("__KERNEL__").endsWith("CONFIG_X=1");
    }

    @Test
    void aFileOutsideAnyTreeGetsNothing() {
        var choice = BuildFlags.none().choose(Path.of("/home/x.S"), tree::get);
        assertThat(choice.options().includeDirs()).isEmpty();
        assertThat(choice.assumed()).isNull();
    }

    @Test
    void theDatabaseWinsOverTheTree() throws Exception {
        var database = CompileCommands.parse("""
                [{"directory": "/src/linux", "file": "arch/arm64/kernel/head.S",
                  "command": "gcc -Wp,-MMD,x.d -I./inc -DNAME=\\"a b\\" -D'Q=1' -c -o head.o arch/arm64/kernel/head.S"},
                 {"directory": "sub", "file": "/abs/y.S", "arguments": ["gcc", "-Iq", "y.S"], "output": "y.o"}]
                """, Path.of("/base"));
        var choice = new BuildFlags(given(), database).choose(FILE, tree::get);
        assertThat(choice.options().includeDirs()).containsExactly("/src/linux/inc");
        assertThat(choice.options().defines()).containsExactly("NAME=a b", "Q=1");
        assertThat(choice.assumed()).isNull();
        assertThat(database.of(Path.of("/abs/y.S")).options().includeDirs()).containsExactly("/base/sub/q");
        assertThat(new BuildFlags(given(), database)
                        .choose(Path.of("/z.S"), tree::get)
                        .assumed())
                .contains("not in the compilation database");
    }

    @Test
    void aDatabaseThatIsNoneIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> CompileCommands.parse("{}", Path.of("/")))
                .hasMessageContaining("1:1: expected an array");
        assertThatThrownBy(() -> CompileCommands.parse("[\n nonsense]", Path.of("/")))
                .hasMessageStartingWith("2:");
        assertThatThrownBy(() -> CompileCommands.parse("[3]", Path.of("/"))).hasMessageContaining("expected an object");
    }

    @Test
    void aDatabaseAboveTheFileIsFound() {
        tree.put(
                "/src/linux/compile_commands.json",
                "[{\"directory\":\"/src/linux\",\"file\":\"arch/arm64/kernel/head.S\","
                        + "\"command\":\"gcc -Iown -DX=1 -c arch/arm64/kernel/head.S\"}]");
        var choice = BuildFlags.none().choose(FILE, tree::get);
        assertThat(choice.options().includeDirs()).containsExactly("/src/linux/own");
        assertThat(choice.options().written()).containsEntry(FILE.toString(), "arch/arm64/kernel/head.S");
        assertThat(choice.assumed()).contains("/src/linux/compile_commands.json");
        assertThat(BuildFlags.none()
                        .choose(FILE.resolveSibling("entry.S"), tree::get)
                        .assumed())
                .contains("Linux tree");
    }

    @Test
    void whatIsNoDatabaseCountsAsNone() {
        tree.put("/src/linux/compile_commands.json", "not json");
        assertThat(BuildFlags.none().choose(FILE, tree::get).assumed()).contains("Linux tree");
    }

    @Test
    void kbuildsRecordBesideTheFileGoesFirst() {
        tree.put(
                "/src/linux/arch/arm64/kernel/.head.o.cmd",
                "savedcmd_arch/arm64/kernel/head.o := gcc -Wp,-MMD,x.d -nostdinc -I./inc -DA='\"b c\"' -D__ASSEMBLY__"
                        + " -c -o arch/arm64/kernel/head.o arch/arm64/kernel/head.S ; ./tools/objtool/objtool x\n\n"
                        + "source_arch/arm64/kernel/head.o := arch/arm64/kernel/head.S\n");
        var choice = BuildFlags.none().choose(FILE, tree::get);
        assertThat(choice.options().includeDirs()).containsExactly("/src/linux/inc");
        assertThat(choice.options().defines()).containsExactly("A=\"b c\"", "__ASSEMBLY__");
        assertThat(choice.options().written())
                .containsEntry("/src/linux/inc", "./inc")
                .containsEntry(FILE.toString(), "arch/arm64/kernel/head.S");
        assertThat(choice.assumed()).isNull();
        tree.put("/src/linux/arch/arm64/kernel/.head.o.cmd", "garbage");
        assertThat(BuildFlags.none().choose(FILE, tree::get).assumed()).contains("Linux tree");
    }

    @Test
    void aFileOfAnUnknownTreeFindsHeadersInTheUsualPlaces() {
        var choice =
                BuildFlags.none().choose(Path.of("/p/proj/src/boot/a.S"), Map.of("/p/proj/CMakeLists.txt", "")::get);
        assertThat(choice.options().includeDirs())
                .contains("/p/proj/src/boot/include", "/p/proj/include", "/p/proj")
                .doesNotContain("/p/include");
        assertThat(choice.assumed()).isNull();
    }
}
