package relolens.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script around a java, a Maven and a jar that are stand-ins and only tell what they were asked. */
class LauncherTest {
    private static final Set<String> TOOLS = Set.of(
            "readlink",
            "dirname",
            "find",
            "stat",
            "cksum",
            "mkdir",
            "sed",
            "head",
            "nice",
            "mv",
            "rm",
            "flock",
            "touch",
            "cat",
            "env",
            "tr",
            "sleep");

    @TempDir
    Path directory;

    private Path home;
    private Path bin;

    private record Outcome(int code, String out, String err) {}

    @BeforeEach
    void house() throws Exception {
        home = Files.createDirectories(directory.resolve("a house with spaces"));
        bin = Files.createDirectories(directory.resolve("bin"));
        Files.copy(Path.of("..", "relolens"), home.resolve("relolens"));
        assertThat(home.resolve("relolens").toFile().setExecutable(true)).isTrue();
        for (String tool : TOOLS) {
            for (String place : List.of("/usr/bin", "/bin")) {
                Path real = Path.of(place, tool);
                if (Files.exists(real) && !Files.exists(bin.resolve(tool))) {
                    script(bin.resolve(tool), "exec " + real + " \"$@\"");
                }
            }
        }
    }

    private void script(Path file, String... lines) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, "#!/bin/bash\n" + String.join("\n", lines) + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** A Java of that version, which prints its arguments. */
    private void java(String version) throws IOException {
        script(
                bin.resolve("java"),
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"" + version + "\"' >&2; exit; fi",
                "case \" $* \" in *' warm-up '*) exit 1;; esac",
                "printf '<%s>' \"$@\"");
    }

    private void jar() throws IOException {
        Files.createDirectories(home.resolve("server/target"));
        Files.writeString(home.resolve("server/target/relolens.jar"), "jar");
    }

    private void sources() throws IOException {
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        for (String module : List.of("emulator", "analyzer", "server")) {
            Files.createDirectories(home.resolve(module).resolve("src/main"));
            Files.writeString(home.resolve(module).resolve("pom.xml"), "<project/>");
        }
    }

    private Outcome run(Path launcher, String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/bash", launcher.toString()));
        command.addAll(List.of(args));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        var builder = new ProcessBuilder(command)
                .directory(
                        Files.createDirectories(directory.resolve("elsewhere")).toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("HOME", directory.toString());
        int code = builder.start().waitFor();
        return new Outcome(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    @Test
    void itStartsTheJarBesideItThroughLinksAndSpacesWithTheArgumentsAsTheyAre() throws Exception {
        java("17.0.1");
        jar();
        Path link = Files.createSymbolicLink(directory.resolve("link"), home.resolve("relolens"));
        Path second = Files.createSymbolicLink(directory.resolve("second"), Path.of("link"));
        for (Path launcher : List.of(home.resolve("relolens"), link, second)) {
            Outcome o = run(launcher, "analyze", "a file.S", "", "*");
            assertThat(o.code()).as(o.err()).isZero();
            assertThat(o.out())
                    .contains("<-jar><" + home.resolve("server/target/relolens.jar") + "><analyze><a file.S><><*>")
                    .contains("<-XX:+UseSerialGC>");
            assertThat(o.err()).isEmpty();
        }
    }

    @Test
    void shortCommandsDoWithoutTheOptimisingCompilerAndLongOnesHaveIt() throws Exception {
        java("21");
        jar();
        assertThat(run(home.resolve("relolens"), "explain", "C03").out()).contains("<-XX:TieredStopAtLevel=1>");
        assertThat(run(home.resolve("relolens"), "analyze", "--no-run", "x.S").out())
                .contains("TieredStopAtLevel");
        assertThat(run(home.resolve("relolens"), "analyze", "x.S").out()).contains("TieredStopAtLevel");
        assertThat(run(home.resolve("relolens"), "analyze", "--exact", "x.S").out())
                .doesNotContain("TieredStopAtLevel");
        assertThat(run(home.resolve("relolens"), "compare").out()).doesNotContain("TieredStopAtLevel");
        assertThat(run(home.resolve("relolens"), "lsp").out()).doesNotContain("TieredStopAtLevel");
    }

    @Test
    void aMissingOrOldJavaIsToldInOneLine() throws Exception {
        jar();
        Outcome missing = run(home.resolve("relolens"), "--version");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err().lines()).hasSize(1).first().asString().contains("no java found: install");
        java("11.0.2");
        Outcome old = run(home.resolve("relolens"), "--version");
        assertThat(old.code()).isEqualTo(2);
        assertThat(old.err().lines()).hasSize(1).first().asString().contains("version 11.0.2; version 17 or newer");
    }

    @Test
    void itBuildsOnFirstUseAndWhenASourceIsNewer() throws Exception {
        java("17");
        sources();
        Outcome without = run(home.resolve("relolens"), "x");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("not built yet and no mvn found");
        script(bin.resolve("javac"), "true");
        script(
                bin.resolve("mvn"),
                "echo \"maven $*\"",
                "mkdir -p server/target",
                "echo jar > server/target/relolens.jar");
        Outcome first = run(home.resolve("relolens"), "x");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err())
                .contains("building on first use: Maven downloads")
                .contains("maven -q -B");
        assertThat(first.out()).endsWith("<x>").doesNotContain("maven");
        assertThat(run(home.resolve("relolens"), "x").err()).isEmpty();
        Thread.sleep(20);
        Files.writeString(home.resolve("analyzer/src/main/New.java"), "class New {}");
        assertThat(run(home.resolve("relolens"), "x").err()).contains("sources have changed: building");
        assertThat(run(home.resolve("relolens"), "x").err()).isEmpty();
    }

    @Test
    void aFailedBuildIsTheEnd() throws Exception {
        java("17");
        sources();
        script(bin.resolve("javac"), "true");
        script(bin.resolve("mvn"), "echo broken >&2", "exit 1");
        Outcome o = run(home.resolve("relolens"), "x");
        assertThat(o.code()).isEqualTo(4);
        assertThat(o.err()).contains("broken").contains("the build failed");
        assertThat(o.out()).isEmpty();
    }
}
