package relolens.analyzer.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.source.SourceLoader;

/**
 * A source tree around a file, recognised by its shape, and the flags its own build would give arm64 assembly there.
 *
 * @param name of the project
 * @param root the tree's top directory
 * @param options what the project's own Makefiles say, as far as the tree shows it
 * @param lacking what the tree lacks because nothing was built, for the user; null if nothing
 */
record ProjectTree(
        String name,
        String root,
        CppOptions options,
        @Nullable String lacking) {
    private static final Pattern MAKE_VALUE =
            Pattern.compile("(?m)^\\s*([A-Z][A-Za-z0-9_]*)\\s*[:?]?=\\s*([0-9]+)\\s*$");
    private static final Pattern PCD = Pattern.compile("(?:Fixed)?PcdGet(8|16|32|64|Bool)\\s*\\(\\s*(\\w+)\\s*\\)");
    private static final List<String> TOP_MARKS = List.of(
            ".git/HEAD",
            ".git",
            "meson.build",
            "CMakeLists.txt",
            "configure",
            "relolens.yml",
            "COPYING",
            "LICENSE",
            "README.md");

    /** More directories up than any project nests. */
    private static final int MOST_LEVELS = 12;

    /** {@return the nearest tree that {@code file} (absolute) lies in, or null} */
    static @Nullable ProjectTree around(Path file, SourceLoader loader) {
        int levels = 0;
        for (Path up = file.getParent(); up != null && levels++ < MOST_LEVELS; up = up.getParent()) {
            Look look = new Look(up, file, loader);
            ProjectTree tree = look.uboot();
            tree = tree == null ? look.trustedFirmware() : tree;
            tree = tree == null ? look.edk2() : tree;
            tree = tree == null ? look.xen() : tree;
            tree = tree == null ? look.optee() : tree;
            if (tree != null) {
                return tree;
            }
        }
        return null;
    }

    /**
     * {@return options for a file in a tree nobody knows: headers are looked for in the usual places of each directory above
     * it, up to one that looks like a project's top}
     */
    static CppOptions unknown(Path file, SourceLoader loader) {
        List<String> include = new ArrayList<>();
        int levels = 0;
        for (Path up = file.getParent(); up != null && up.getParent() != null && levels++ < 6; up = up.getParent()) {
            for (String usual : List.of("include", "inc", "arch/arm64/include", "arch/arm/include")) {
                include.add(up.resolve(usual).toString());
            }
            if (isTop(up, loader)) {
                include.add(up.toString());
                return new CppOptions(List.of(), include, List.of(), List.of(), List.of(), List.of());
            }
        }
        return CppOptions.none();
    }

    private static boolean isTop(Path directory, SourceLoader loader) {
        for (String mark : TOP_MARKS) {
            if (loader.load(directory.resolve(mark).toString()) != null) {
                return true;
            }
        }
        return false;
    }

    /** One directory, taken for the top of each kind of tree in turn. */
    private static final class Look {
        private final Path root;
        private final Path file;
        private final SourceLoader loader;
        private final String inside;

        Look(Path root, Path file, SourceLoader loader) {
            this.root = root;
            this.file = file;
            this.loader = loader;
            this.inside = root.relativize(file).toString().replace('\\', '/');
        }

        private boolean has(String path) {
            return loader.load(root.resolve(path).toString()) != null;
        }

        private ProjectTree tree(
                String name,
                List<String> include,
                List<String> forced,
                List<String> defines,
                List<String> machine,
                @Nullable String lacking) {
            Map<String, String> written = new LinkedHashMap<>();
            written.put(file.toString(), inside);
            List<String> directories = within(include, written);
            var options = new CppOptions(
                    List.of(), directories, List.of(), within(forced, written), List.of(), defines, machine, written);
            return new ProjectTree(name, root.toString(), options, lacking);
        }

        /** {@return paths of the tree as absolute ones, remembering how the build writes them} */
        private List<String> within(List<String> paths, Map<String, String> written) {
            Set<String> absolute = new LinkedHashSet<>();
            for (String path : paths) {
                String at = root.resolve(path).toString();
                written.putIfAbsent(at, path);
                absolute.add(at);
            }
            return List.copyOf(absolute);
        }

        @Nullable
        ProjectTree uboot() {
            if (!has("include/linux/kconfig.h") || !has("arch/arm/cpu/armv8/start.S")) {
                return null;
            }
            boolean prepared = has("include/generated/autoconf.h") && has("include/generated/asm-offsets.h");
            return tree(
                    "U-Boot",
                    List.of("include", "arch/arm/include"),
                    List.of("include/linux/kconfig.h"),
                    List.of(
                            "__KERNEL__",
                            "__UBOOT__",
                            "__ASSEMBLY__",
                            "__ARM__",
                            "__LINUX_ARM_ARCH__=8",
                            "CONFIG_ARM64=1",
                            "CONFIG_ARM=1"),
                    List.of("-march=armv8-a+crc", "-fno-pic", "-mgeneral-regs-only", "-nostdinc"),
                    prepared ? null : "run make YOURBOARD_defconfig prepare there");
        }

        @Nullable
        ProjectTree xen() {
            if (!has("include/xen/config.h") || !has("arch/arm/arm64/head.S")) {
                return null;
            }
            return tree(
                    "Xen",
                    List.of("include", "arch/arm/include"),
                    List.of("include/xen/config.h"),
                    List.of("__ASSEMBLY__", "__XEN__", "BUILD_ID"),
                    List.of("-mcpu=generic", "-mgeneral-regs-only", "-fno-pie", "-O2", "-nostdinc"),
                    has("include/generated/autoconf.h") ? null : "build Xen there");
        }

        @Nullable
        ProjectTree optee() {
            if (!has("core/arch/arm/kernel/entry_a64.S") || !has("core/include/types_ext.h")) {
                return null;
            }
            return tree(
                    "OP-TEE",
                    List.of(
                            "core/include",
                            "core/arch/arm/include",
                            "lib/libutils/isoc/include",
                            "lib/libutils/ext/include"),
                    List.of(),
                    List.of("ARM64=1", "__KERNEL__", "__ASSEMBLER__=1"),
                    List.of("-mgeneral-regs-only", "-nostdinc"),
                    "core/include/generated and conf.h come from a build");
        }

        @Nullable
        ProjectTree trustedFirmware() {
            if (!has("include/arch/aarch64/asm_macros.S") || !has("bl31/aarch64/bl31_entrypoint.S")) {
                return null;
            }
            List<String> include = new ArrayList<>(List.of(
                    "include",
                    "include/arch/aarch64",
                    "include/lib/cpus/aarch64",
                    "include/lib/el3_runtime/aarch64",
                    "include/plat/arm/common/"));
            String[] parts = inside.split("/");
            // A platform's own file goes by its own headers, others by those of a board everybody has.
            for (int i = 2; parts[0].equals("plat") && i < parts.length; i++) {
                include.add(String.join("/", List.of(parts).subList(0, i)) + "/include");
                include.add(String.join("/", List.of(parts).subList(0, i)) + "/common/include");
            }
            include.addAll(List.of(
                    inside.startsWith("plat/arm/") ? "plat/arm/board/fvp/include" : "plat/qemu/common/include",
                    "plat/qemu/common/include",
                    "plat/qemu/qemu/include",
                    "include/common/tbbr",
                    "include/plat/arm/common/aarch64",
                    "include/lib/libfdt",
                    "include/lib/libc",
                    "include/lib/libc/aarch64"));
            Map<String, String> values = new LinkedHashMap<>();
            for (String makefile : List.of(
                    "make_helpers/defaults.mk",
                    "lib/cpus/cpu-ops.mk",
                    parts[0].equals("plat") && parts.length > 3
                            ? "plat/" + parts[1] + "/" + parts[2] + "/platform.mk"
                            : "plat/qemu/qemu/platform.mk")) {
                String text = loader.load(root.resolve(makefile).toString());
                Matcher m = MAKE_VALUE.matcher(text == null ? "" : text);
                while (m.find()) {
                    values.put(m.group(1), m.group(2));
                }
            }
            values.put("LOG_LEVEL", "20");
            values.putIfAbsent("ENABLE_ASSERTIONS", "0");
            values.putIfAbsent("CRASH_REPORTING", "0");
            List<String> defines = new ArrayList<>();
            values.forEach((name, value) -> defines.add(name + "=" + value));
            defines.add(
                    inside.startsWith("bl1/") ? "IMAGE_BL1" : inside.startsWith("bl2/") ? "IMAGE_BL2" : "IMAGE_BL31");
            if (!inside.startsWith("bl2/")) {
                defines.add("IMAGE_AT_EL3");
            }
            defines.add("PLAT_qemu");
            return tree("TF-A", include, List.of(), defines, List.of("-march=armv8-a", "-nostdinc"), null);
        }

        @Nullable
        ProjectTree edk2() {
            if (!has("MdePkg/Include/Base.h") || !has("MdePkg/MdePkg.dec")) {
                return null;
            }
            String own = inside.contains("/") ? inside.substring(0, inside.indexOf('/')) : "MdePkg";
            String directory = inside.contains("/") ? inside.substring(0, inside.lastIndexOf('/')) : "";
            String module = directory.contains("/") ? directory.substring(0, directory.lastIndexOf('/')) : directory;
            List<String> include = new ArrayList<>(List.of(
                    "MdePkg/Include",
                    "MdePkg/Include/AArch64",
                    "MdePkg/Include/Library",
                    own + "/Include",
                    "ArmPkg/Include",
                    "ArmPlatformPkg/Include",
                    "UefiCpuPkg/Include",
                    "OvmfPkg/Include",
                    directory,
                    module));
            List<String> forced = List.of("MdePkg/Include/Base.h", "MdePkg/Include/Library/PcdLib.h");
            Map<String, String> written = new LinkedHashMap<>();
            written.put(file.toString(), inside);
            List<String> directories = within(include, written);
            var options = new CppOptions(
                    List.of(),
                    directories,
                    List.of(),
                    List.of(),
                    within(forced, written),
                    pcds(own),
                    List.of("-march=armv8-a+rng", "-nostdinc"),
                    written);
            return new ProjectTree(
                    "EDK2",
                    root.toString(),
                    options,
                    "values of PCDs are the packages' defaults, a platform may set others");
        }

        /** The macros of a generated AutoGen.h: each PCD that the file names, at its package's default. */
        private List<String> pcds(String own) {
            List<String> defines = new ArrayList<>(List.of("__ASSEMBLER__"));
            String text = loader.load(file.toString());
            Matcher m = PCD.matcher(text == null ? "" : text);
            Set<String> seen = new LinkedHashSet<>();
            while (m.find()) {
                if (seen.add(m.group(2))) {
                    String value = ofPackages(m.group(2), own);
                    defines.add("_PCD_VALUE_" + m.group(2) + "=" + value);
                    defines.add("_PCD_GET_MODE_" + m.group(1) + "_" + m.group(2) + "=" + value);
                }
            }
            return defines;
        }

        private String ofPackages(String pcd, String own) {
            for (String name : List.of(own, "ArmPkg", "ArmPlatformPkg", "MdePkg", "EmbeddedPkg")) {
                String dec =
                        loader.load(root.resolve(name + "/" + name + ".dec").toString());
                Matcher m = Pattern.compile("\\." + pcd + "\\|(0x[0-9A-Fa-f]+|[0-9]+)\\|")
                        .matcher(dec == null ? "" : dec);
                // Many a PCD's default is 0, to be set by a platform: an address of a page is more like what it will
                // be.
                if (m.find() && !m.group(1).matches("0|0x0+")) {
                    return m.group(1);
                }
            }
            return "0x1000";
        }
    }
}
