package relolens.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each package says what its one job is, and lets NullAway look at it. */
class PackagesTest {
    @Test
    void everyPackageSaysItsJob() {
        List<String> silent = new ArrayList<>();
        for (Path directory : packages()) {
            Path info = directory.resolve("package-info.java");
            if (!Files.exists(info)) {
                silent.add(directory + " has no package-info.java");
                continue;
            }
            String text = Sources.text(info);
            if (!text.stripLeading().startsWith("/**")) {
                silent.add(info + " does not say what the package is for");
            }
            if (!text.contains("@NullMarked")) {
                silent.add(info + " is not @NullMarked");
            }
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void architecturePaperNamesEveryPackage() {
        String paper = Sources.text(Sources.root().resolve("docs/architecture.md"));
        List<String> missing = new ArrayList<>();
        for (Path directory : packages()) {
            String path = directory.toString().replace('\\', '/');
            String name = path.substring(path.indexOf("/relolens/") + 1).replace('/', '.');
            if (!paper.contains("`" + name + "`")) {
                missing.add(name);
            }
        }
        assertThat(missing)
                .as("packages that docs/architecture.md does not mention")
                .isEmpty();
    }

    private static List<Path> packages() {
        List<Path> packages = Sources.files().stream()
                .filter(f -> f.toString().replace('\\', '/').contains("/src/main/java/relolens/"))
                .filter(f -> f.toString().endsWith(".java"))
                .map(Path::getParent)
                .distinct()
                .toList();
        assertThat(packages).hasSizeGreaterThan(10);
        return packages;
    }
}
