package relolens.analyzer.compare;

import java.util.List;
import relolens.emulator.timing.Basis;

/**
 * One strategy on one machine with one image.
 *
 * @param seconds of the relocation, nominal; low and high are the board's band
 * @param setupSeconds what building tables costs before
 * @param shareOfReboot relocation's part of shutdown, setup, relocation and start together
 * @param basis whether the board's figures were chosen by this very row, as the board's file says
 * @param streaming seconds for each setting of write streaming on a small image, as multiples of the first
 * @param feasible whether the run put every page in place
 * @param detail how the run ended
 * @param code whose code was run: the routine as the user named it, or our own shape
 */
public record Row(
        Strategy strategy,
        String core,
        String board,
        long imageBytes,
        double seconds,
        double secondsLow,
        double secondsHigh,
        double setupSeconds,
        double shareOfReboot,
        long pagesRelocated,
        long pagesAvoided,
        long pageTableBytes,
        List<Setting> streaming,
        boolean feasible,
        String detail,
        Basis basis,
        List<String> calibrated,
        boolean exact,
        String code) {
    public Row {
        streaming = List.copyOf(streaming);
        calibrated = List.copyOf(calibrated);
    }

    /** A setting of write streaming and its time relative to the first one. */
    public record Setting(String setting, double relative) {}

    /** {@return microseconds of a 4 KiB page of the image} */
    public double microsecondsPerPage() {
        return seconds * 1e6 / Math.max(1, (imageBytes + 4095) / 4096);
    }

    /** {@return what the settings say, in words} */
    public String streamingVerdict() {
        if (!strategy.mmu()) {
            return "none: stores are Device accesses";
        }
        double worst = streaming.stream().mapToDouble(Setting::relative).max().orElse(1);
        double best = streaming.stream().mapToDouble(Setting::relative).min().orElse(1);
        if (streaming.size() < 2) {
            return "not tried: no control is published for this core";
        }
        return worst / best < 1.02 ? "no matter" : String.format(java.util.Locale.ROOT, "matters, ×%.2f", worst / best);
    }
}
