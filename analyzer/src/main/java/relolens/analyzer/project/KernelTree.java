package relolens.analyzer.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.source.SourceLoader;

/**
 * A Linux source tree around a file, and the flags its own Makefiles would give arm64 assembly there.
 *
 * @param root the tree's top directory
 */
public record KernelTree(String root) {
    private static final String FORCED = "include/linux/kconfig.h";
    /** What the newest of those builds asks the assembler for; code it reads is never above it. */
    private static final String MACHINE = "-Wa,-march=armv8.5-a";

    private static final String MARK = "arch/arm64/include/asm/assembler.h";

    /** {@return the nearest tree that {@code file} (absolute) lies in, or null} */
    public static @Nullable KernelTree around(Path file, SourceLoader loader) {
        for (Path up = file.getParent(); up != null; up = up.getParent()) {
            if (loader.load(up.resolve(FORCED).toString()) != null
                    && loader.load(up.resolve(MARK).toString()) != null) {
                return new KernelTree(up.toString());
            }
        }
        return null;
    }

    /** {@return the options of the kernel's own build (scripts/Makefile.lib, arch/arm64/Makefile), as a tree shows them} */
    public CppOptions options(SourceLoader loader) {
        List<String> include = new ArrayList<>();
        for (String directory : List.of(
                "arch/arm64/include",
                "arch/arm64/include/generated",
                "include",
                "arch/arm64/include/uapi",
                "arch/arm64/include/generated/uapi",
                "include/uapi",
                "include/generated/uapi")) {
            include.add(in(directory));
        }
        List<String> forced = new ArrayList<>();
        // Since 5.18 the build forces the compiler's version in first; older trees have no such file.
        if (loader.load(in("include/linux/compiler-version.h")) != null) {
            forced.add(in("include/linux/compiler-version.h"));
        }
        forced.add(in(FORCED));
        List<String> defines = List.of(
                "__KERNEL__",
                "__ASSEMBLY__",
                "KASAN_SHADOW_SCALE_SHIFT=3",
                "CONFIG_CC_HAS_K_CONSTRAINT=1",
                "TEXT_OFFSET=0x0");
        return new CppOptions(List.of(), include, List.of(), forced, List.of(), defines)
                .on(List.of(MACHINE, "-nostdinc", "-mgeneral-regs-only", "-fno-PIE", "-O2"));
    }

    /** {@return whether the tree lacks what a kernel build generates} */
    public boolean unprepared(SourceLoader loader) {
        return loader.load(in("include/generated/asm-offsets.h")) == null
                || loader.load(in("include/generated/autoconf.h")) == null;
    }

    private String in(String path) {
        return Path.of(root).resolve(path).toString();
    }
}
