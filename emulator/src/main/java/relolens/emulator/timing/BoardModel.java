package relolens.emulator.timing;

import java.util.List;

/** A board's data file, read and checked: memory, interconnect, Device round trips, and what it changes in its cores. */
public final class BoardModel {
    private final DataFile file;

    /** @throws TimingDataException if something the cycle model needs is missing or out of range */
    public BoardModel(DataFile file) {
        this.file = file.check(Fields.BOARD);
        deviceRead();
        deviceWrite();
        uncachedFetch();
    }

    DataFile file() {
        return file;
    }

    /** {@return the board's name, as run clauses say it} */
    public String name() {
        return file.text("name");
    }

    /** {@return ns from request to data for one line} */
    public double dramLatencyNs() {
        return file.number("dram.latency_ns");
    }

    /** {@return bytes per ns that one core can read} */
    public double readBytesPerNs() {
        return file.number("dram.read_bytes_per_ns");
    }

    /** {@return bytes per ns that one core can write} */
    public double writeBytesPerNs() {
        return file.number("dram.write_bytes_per_ns");
    }

    /** {@return ns of one Device read} */
    public Range deviceRead() {
        return range("device.read_ns");
    }

    /** {@return ns until one Device write is acknowledged} */
    public Range deviceWrite() {
        return range("device.write_ns");
    }

    /** {@return ns of one instruction fetch that no cache may answer} */
    public Range uncachedFetch() {
        return range("device.fetch_ns");
    }

    /** {@return what the board is, in a few words} */
    public String title() {
        return file.text("title");
    }

    /** {@return cores this board says something of, sorted} */
    public List<String> cores() {
        return file.children("cores");
    }

    /** {@return what a relocation's time on this board is worth as a prediction} */
    public Basis basis(String core, String strategy, long imageBytes) {
        String relocation = core + " " + strategy + " " + imageBytes;
        return said("fitted_to", relocation)
                ? Basis.FIT
                : said("band_fitted_to", relocation) ? Basis.BAND_FIT : Basis.PREDICTED;
    }

    private boolean said(String key, String relocation) {
        return List.of(file.textOr(key, "").split(", *")).contains(relocation);
    }

    private Range range(String key) {
        try {
            return new Range(file.number(key + ".low"), file.number(key + ".nominal"), file.number(key + ".high"));
        } catch (IllegalArgumentException e) {
            throw file.problem(key, String.valueOf(e.getMessage()));
        }
    }

    /** {@return all figures of the file} */
    public List<Figure> figures() {
        return file.figures();
    }

    /** {@return every text and number of the board with what it stands on} */
    public String describe() {
        return file.describe();
    }
}
