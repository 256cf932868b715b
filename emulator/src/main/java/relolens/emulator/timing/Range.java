package relolens.emulator.timing;

/** A quantity known only as a band; {@code low <= nominal <= high}. */
public record Range(double low, double nominal, double high) {
    public Range {
        if (!(low <= nominal && nominal <= high && low >= 0)) {
            throw new IllegalArgumentException("range " + low + ", " + nominal + ", " + high + " is not ascending");
        }
    }

    /** {@return high over low} */
    public double spread() {
        return low == 0 ? Double.POSITIVE_INFINITY : high / low;
    }
}
