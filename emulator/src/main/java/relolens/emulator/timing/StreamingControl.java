package relolens.emulator.timing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relolens.emulator.cache.WriteStreaming;

/**
 * The register with which firmware sets when stores stop allocating lines, by the names and bits of its fields. A setting
 * is {@code default} (reset values), {@code off} (every field at the value that never streams), the name of a firmware
 * habit of the core's data file, or {@code FIELD=bits}, several with spaces between.
 */
public final class StreamingControl {
    /** Reset values. */
    public static final String DEFAULT = "default";
    /** Never streams. */
    public static final String OFF = "off";

    private static final int LEVELS = 3;
    private static final String KEY = "streaming.";
    private static final List<String> BITS = List.of("00", "01", "10", "11");
    private final DataFile file;

    StreamingControl(DataFile file) {
        this.file = file;
    }

    /** {@return whether the core documents such a register at all} */
    public boolean isKnown() {
        return !file.textOr(KEY + "unit", "none").equals("none");
    }

    /** {@return name and encoding of the register} */
    public String register() {
        return file.textOr(KEY + "register", "none published");
    }

    /** {@return what thresholds count: lines, bytes or none} */
    public String unit() {
        return file.textOr(KEY + "unit", "none");
    }

    /** {@return fields, innermost level first, each once} */
    public List<String> fields() {
        List<String> fields = new ArrayList<>();
        for (int n = 1; n <= LEVELS; n++) {
            String field = file.textOr(KEY + "l" + n + ".field", "");
            if (!field.isEmpty() && !fields.contains(field)) {
                fields.add(field);
            }
        }
        return fields;
    }

    /** {@return bits of a field in the register, as in 26:25} */
    public String bits(String field) {
        return file.text(KEY + "l" + levelOf(field) + ".bits");
    }

    /** {@return names of firmware habits: errata settings and the like} */
    public List<String> firmware() {
        return file.children(KEY + "firmware");
    }

    /** {@return every setting worth trying: default, off, one field changed at a time, firmware habits} */
    public List<String> settings() {
        List<String> all = new ArrayList<>(List.of(DEFAULT));
        if (isKnown()) {
            all.add(OFF);
            for (String field : fields()) {
                for (String value : BITS) {
                    if (!value.equals(reset(levelOf(field)))) {
                        all.add(field + "=" + value);
                    }
                }
            }
            all.addAll(firmware());
        }
        return all;
    }

    /** {@return whether some threshold is an estimate: then no verdict stands on it alone} */
    public boolean isEstimated() {
        return file.figures().stream().anyMatch(f -> f.key().startsWith(KEY) && f.mark() == Figure.Mark.ESTIMATE);
    }

    /**
     * {@return when stores stop allocating with this setting}
     *
     * @throws TimingDataException if the core has no such field, value or firmware habit
     */
    public WriteStreaming at(String setting) {
        if (!isKnown()) {
            if (setting.equals(DEFAULT)) {
                return WriteStreaming.NEVER;
            }
            throw new TimingDataException(
                    file.name(),
                    "streaming",
                    "setting \"" + setting
                            + "\": no control of write streaming is published for this core; only default can be run");
        }
        Map<String, String> chosen = chosen(setting);
        List<Long> thresholds = new ArrayList<>();
        for (int n = 1; n <= LEVELS; n++) {
            String key = KEY + "l" + n;
            if (file.has(key + ".reset")) {
                String value = chosen.getOrDefault(file.text(key + ".field"), reset(n));
                thresholds.add((long) file.number(key + ".values." + value));
            }
        }
        long[] values = thresholds.stream().mapToLong(Long::longValue).toArray();
        return switch (unit()) {
            // The manual counts the first line that is not allocated, the cache the lines before it.
            case "lines" ->
                WriteStreaming.afterLines(
                        Arrays.stream(values).map(v -> Math.max(0, v - 1)).toArray());
            case "bytes" -> WriteStreaming.afterBytes(values);
            default -> throw new TimingDataException(file.name(), KEY + "unit", "lines, bytes or none");
        };
    }

    private Map<String, String> chosen(String setting) {
        Map<String, String> chosen = new LinkedHashMap<>();
        if (setting.equals(DEFAULT)) {
            return chosen;
        }
        if (setting.equals(OFF)) {
            fields().forEach(f -> chosen.put(f, BITS.get(BITS.size() - 1)));
            return chosen;
        }
        String text = firmware().contains(setting) ? file.text(KEY + "firmware." + setting) : setting;
        for (String part : text.trim().split("[ ,]+")) {
            int equals = part.indexOf('=');
            String field = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? "" : part.substring(equals + 1);
            if (equals < 0 || !fields().contains(field) || !BITS.contains(value)) {
                throw new TimingDataException(
                        file.name(),
                        "streaming",
                        "setting \"" + setting + "\": expected default, off,"
                                + (firmware().isEmpty() ? "" : " " + String.join(", ", firmware()) + ",")
                                + " or FIELD=bits with"
                                + " FIELD one of " + String.join(", ", fields()) + " and bits 00, 01, 10 or 11");
            }
            chosen.put(field, value);
        }
        return chosen;
    }

    private int levelOf(String field) {
        for (int n = 1; n <= LEVELS; n++) {
            if (file.textOr(KEY + "l" + n + ".field", "").equals(field)) {
                return n;
            }
        }
        throw new TimingDataException(file.name(), "streaming", "no field " + field);
    }

    private String reset(int level) {
        return BITS.get(file.integer(KEY + "l" + level + ".reset") & 3);
    }
}
