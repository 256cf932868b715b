package relolens.emulator.scenario;

import java.util.Locale;
import java.util.Map;

/** Sizes as contracts write them: K, M, G are binary, KB, MB, GB decimal, nothing is bytes; {@code 0x} works too. */
public final class ByteSize {
    private static final Map<String, Long> UNITS = Map.of(
            "", 1L, "B", 1L, "K", 1L << 10, "M", 1L << 20, "G", 1L << 30, "KIB", 1L << 10, "MIB", 1L << 20, "KB",
            1000L, "MB", 1000_000L, "GB", 1000_000_000L);

    private ByteSize() {}

    /** {@return bytes} @throws ScenarioException if the text is no size */
    public static long parse(String text) {
        String t = text.strip();
        try {
            if (t.startsWith("0x") || t.startsWith("0X")) {
                return Long.parseUnsignedLong(t.substring(2), 16);
            }
            int end = 0;
            while (end < t.length() && (Character.isDigit(t.charAt(end)) || t.charAt(end) == '.')) {
                end++;
            }
            Long unit = UNITS.get(t.substring(end).strip().toUpperCase(Locale.ROOT));
            if (end > 0 && unit != null) {
                String number = t.substring(0, end);
                return number.contains(".")
                        ? Math.round(Double.parseDouble(number) * unit)
                        : Math.multiplyExact(Long.parseLong(number), unit);
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // falls through to the one message
        }
        throw new ScenarioException("\"" + text + "\" is no size; write for example 4K, 25MB or 0x1000");
    }
}
