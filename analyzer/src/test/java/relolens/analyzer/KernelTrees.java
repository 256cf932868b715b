package relolens.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import relolens.analyzer.cpp.CppOptions;

/** The Linux trees that oracle tests read, and the flags their arm64 assembly is built with. */
public final class KernelTrees {
    /** -I, in order. */
    public static final List<String> INCLUDE_DIRS = List.of(
            "./arch/arm64/include",
            "./arch/arm64/include/generated",
            "./include",
            "./arch/arm64/include/uapi",
            "./arch/arm64/include/generated/uapi",
            "./include/uapi",
            "./include/generated/uapi");

    /** -include. */
    public static final String KCONFIG = "./include/linux/kconfig.h";

    /** -D. */
    public static final List<String> DEFINES = List.of(
            "__KERNEL__",
            "__ASSEMBLY__",
            "KASAN_SHADOW_SCALE_SHIFT=3",
            "CONFIG_CC_HAS_K_CONSTRAINT=1",
            "TEXT_OFFSET=0x0");

    /** What the kernel's own build asks the assembler for. */
    public static final String MACHINE = "-Wa,-march=armv8.5-a";

    private KernelTrees() {}

    /** {@return the tree of {@code version}; the test fails where there is none} */
    public static Path tree(String version) {
        String root = System.getProperty("relolens.linux", System.getenv("RELOLENS_LINUX"));
        if (root == null) {
            throw new AssertionError("RELOLENS_LINUX must name the directory that holds linux-6.1 and linux-5.10");
        }
        Path tree = Path.of(root).resolve("linux-" + version);
        assertThat(tree).isDirectory();
        return tree;
    }

    /** {@return the flags above, for paths relative to the tree} */
    public static CppOptions options() {
        return new CppOptions(
                List.of(), INCLUDE_DIRS, List.of(), List.of(KCONFIG), List.of(), DEFINES, List.of(MACHINE));
    }
}
