package relolens.emulator.scenario;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run starts from.
 *
 * @param code the routine's section, relocations applied; it is placed at the start of a page of its own
 * @param entry offset of the routine in it
 * @param alignment of the code, at least 4096
 * @param state of the core
 * @param registers by number, 0 to 30, and 31 for SP
 * @param image the kexec image, or null if the routine relocates none
 * @param structure offsets of {@code struct kimage} members by their {@code KIMAGE_*} names; needed with
 *     {@link KimageSpec#struct}
 * @param expectation what counts as success
 * @param finals what registers must hold at the end besides; no images and no buffers
 */
public record Scenario(
        byte[] code,
        long entry,
        long alignment,
        EntryState state,
        Map<Integer, Argument> registers,
        @Nullable KimageSpec image,
        Map<String, Long> structure,
        Expectation expectation,
        Map<Integer, Argument> finals) {
    /** Number of SP in {@link #registers}. */
    public static final int SP = 31;

    public Scenario {
        registers = Map.copyOf(registers);
        structure = Map.copyOf(structure);
        finals = Map.copyOf(finals);
        for (Argument a : finals.values()) {
            if (a instanceof Argument.Image || a instanceof Argument.Memory) {
                throw new ScenarioException("expect: a register can hold a number, a symbol or a part of kimage");
            }
        }
        if (entry < 0 || entry >= code.length) {
            throw new ScenarioException("the routine lies outside its code");
        }
        for (Argument a : registers.values()) {
            boolean ofImage =
                    a instanceof Argument.Image || a instanceof Argument.Start || a instanceof Argument.DeviceTree;
            if (ofImage && image == null) {
                throw new ScenarioException("a register is given a part of kimage, but no register holds kimage(…)");
            }
        }
        if (image != null && image.va() == KimageSpec.Va.CONTIGUOUS && !state.mmu()) {
            throw new ScenarioException("kimage: va=contiguous needs the MMU on: only tables can put pages in a row");
        }
        if (image != null && image.struct()) {
            for (String needed : new String[] {"KIMAGE_HEAD", "KIMAGE_START"}) {
                if (!structure.containsKey(needed)) {
                    throw new ScenarioException("kimage(abi=struct) needs the offset " + needed
                            + "; is generated/asm-offsets.h among the includes?");
                }
            }
        }
    }

    /** {@return this scenario with an image no longer than {@code most} bytes} */
    public Scenario withImageAtMost(long most) {
        return image == null
                ? this
                : new Scenario(
                        code, entry, alignment, state, registers, image.atMost(most), structure, expectation, finals);
    }

    /** What counts as success. */
    public enum Expectation {
        /** Leaves through its return address. */
        RETURN,
        /** Leaves through a branch to the image's entry point, MMU off, x0 = device tree, x1 to x3 = 0, image in place. */
        RELOCATED,
        /** Leaves through a branch to the image's entry point; nothing is said of the image. */
        BRANCH,
        /** Leaves by HVC or SMC. */
        CALL
    }
}
