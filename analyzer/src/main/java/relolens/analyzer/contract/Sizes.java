package relolens.analyzer.contract;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as contracts write them: decimal or hexadecimal; K, M, G are binary, KB, MB, GB decimal. */
public final class Sizes {
    private static final Pattern NUMBER = Pattern.compile("(-?)(0[xX][0-9a-fA-F]{1,16}|[0-9]{1,20})(|[KMGkmg]i?B?|B)");
    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(64);

    private Sizes() {}

    /** {@return the value of {@code text} as 64 bits, empty if it is no number or does not fit} */
    public static Optional<Long> parse(String text) {
        Matcher m = NUMBER.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        String digits = m.group(2);
        boolean hex = digits.length() > 1 && Character.toLowerCase(digits.charAt(1)) == 'x';
        BigInteger value = hex ? new BigInteger(digits.substring(2), 16) : new BigInteger(digits);
        value = value.multiply(BigInteger.valueOf(unit(m.group(3))));
        if (value.compareTo(LIMIT) >= 0) {
            return Optional.empty();
        }
        return Optional.of(m.group(1).isEmpty() ? value.longValue() : -value.longValue());
    }

    private static long unit(String suffix) {
        String unit = suffix.toUpperCase(Locale.ROOT);
        boolean decimal = unit.length() == 2 && unit.charAt(1) == 'B';
        long step = decimal ? 1000 : 1024;
        if (unit.startsWith("K")) {
            return step;
        }
        if (unit.startsWith("M")) {
            return step * step;
        }
        return unit.startsWith("G") ? step * step * step : 1;
    }
}
