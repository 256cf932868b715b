package relolens.emulator.timing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import relolens.emulator.cache.WriteStreaming;

/**
 * The register with which firmware sets when stores stop allocating lines, by the names and bits of its fields. A setting
 * is {@code default} (reset values), {@code off} (every field at the value that never streams), the name of a firmware
 * habit of the core's data file, {@code FIELD=bits}, several with spaces between, or {@code REGISTER=0x…}, the register's
 * whole value.
 */
public final class StreamingControl {
    /** Reset values. */
    public static final String DEFAULT = "default";
    /** Never streams. */
    public static final String OFF = "off";

    private static final int LEVELS = 3;
    private static final String KEY = "streaming.";
    private static final String HINT = KEY + "non_temporal";
    private final DataFile file;

    StreamingControl(DataFile file) {
        this.file = file;
    }

    /** Tries every setting. @throws TimingDataException for what is missing or contradicts itself */
    void check() {
        if (!List.of("lines", "bytes", "none").contains(unit())) {
            throw file.problem(KEY + "unit", "expected lines, bytes or none, is " + unit());
        }
        if (isKnown() && file.children(KEY + "l1").isEmpty()) {
            throw file.problem(KEY + "l1", "missing: with unit " + unit() + " a first level is needed");
        }
        for (String field : fields()) {
            if (!bits(field).matches("\\d{1,2}(:\\d{1,2})?")) {
                throw file.problem(placeOf(field) + ".bits", "expected \"26:25\" or \"24\", is " + bits(field));
            }
        }
        if (file.textOr(HINT + ".field", "").isEmpty()) {
            file.number(HINT + ".always");
        }
        settings().forEach(this::at);
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

    /** {@return fields, innermost level first, each once; what governs STNP comes last} */
    public List<String> fields() {
        List<String> fields = new ArrayList<>();
        for (String place : places()) {
            String field = file.textOr(place + ".field", "");
            if (!field.isEmpty() && !fields.contains(field)) {
                fields.add(field);
            }
        }
        return fields;
    }

    private static List<String> places() {
        List<String> places = new ArrayList<>();
        for (int n = 1; n <= LEVELS; n++) {
            places.add(KEY + "l" + n);
        }
        places.add(HINT);
        return places;
    }

    /** {@return bits of a field in the register, as in 26:25} */
    public String bits(String field) {
        return file.text(placeOf(field) + ".bits");
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
                for (String value : values(field)) {
                    if (!value.equals(reset(field))) {
                        all.add(field + "=" + value);
                    }
                }
            }
            all.addAll(firmware());
        }
        return all;
    }

    /** {@return a setting by register, bits and field: {@code CPUACTLR_EL1[26:25] L1RADIS=11}; who writes it, if known} */
    public String describe(String setting) {
        if (!isKnown()) {
            return setting;
        }
        Map<String, String> chosen = chosen(setting);
        List<String> parts = new ArrayList<>();
        for (String field : fields()) {
            String value = chosen.getOrDefault(field, reset(field));
            if (setting.equals(DEFAULT) || chosen.containsKey(field)) {
                parts.add("[" + bits(field) + "] " + field + "=" + value);
            }
        }
        String by = file.textOr(KEY + "writers." + setting, "");
        return shortName() + " " + String.join(", ", parts) + (by.isEmpty() ? "" : " (" + by + ")");
    }

    private String shortName() {
        String register = register();
        return register.contains(" ") ? register.substring(0, register.indexOf(' ')) : register;
    }

    /** {@return whether some threshold is an estimate: then no verdict stands on it alone} */
    public boolean isEstimated() {
        return !unsourced().isEmpty();
    }

    /** {@return fields whose thresholds or reset value nobody published, each once} */
    public List<String> unsourced() {
        List<String> found = new ArrayList<>();
        for (Figure f : file.figures()) {
            if (f.key().startsWith(KEY) && f.mark() == Figure.Mark.ESTIMATE) {
                String place =
                        String.join(".", Arrays.asList(f.key().split("\\.")).subList(0, 2));
                String field = file.textOr(place + ".field", place.substring(KEY.length()));
                if (!found.contains(field)) {
                    found.add(field);
                }
            }
        }
        return found;
    }

    /**
     * {@return when stores stop allocating with this setting}
     *
     * @throws TimingDataException if the core has no such field, value or firmware habit
     */
    public WriteStreaming at(String setting) {
        if (!isKnown()) {
            if (setting.equals(DEFAULT)) {
                return WriteStreaming.NEVER.withNonTemporal(bypasses(Map.of()));
            }
            throw file.problem(
                    "streaming",
                    "setting \"" + setting
                            + "\": no control of write streaming is published for this core; only default can be run");
        }
        Map<String, String> chosen = chosen(setting);
        List<Long> thresholds = new ArrayList<>();
        for (int n = 1; n <= LEVELS; n++) {
            String key = KEY + "l" + n;
            if (file.has(key + ".reset")) {
                String field = file.text(key + ".field");
                String value = chosen.getOrDefault(field, reset(field));
                thresholds.add((long) file.number(key + ".values." + value));
            }
        }
        long[] values = thresholds.stream().mapToLong(Long::longValue).toArray();
        WriteStreaming streaming = switch (unit()) {
            // The manual counts the first line that is not allocated, the cache the lines before it.
            case "lines" ->
                WriteStreaming.afterLines(
                        Arrays.stream(values).map(v -> Math.max(0, v - 1)).toArray());
            case "bytes" -> WriteStreaming.afterBytes(values);
            default -> throw file.problem(KEY + "unit", "lines, bytes or none");
        };
        return streaming.withNonTemporal(bypasses(chosen));
    }

    /** Whether STNP goes past the caches; a core without a field for it does what its file says. */
    private boolean bypasses(Map<String, String> chosen) {
        String field = file.textOr(HINT + ".field", "");
        if (field.isEmpty()) {
            return file.number(HINT + ".always") != 0;
        }
        return file.number(HINT + ".values." + chosen.getOrDefault(field, reset(field))) != 0;
    }

    /** {@return this core's file with the reset values that {@code setting} stands for} */
    DataFile fileAt(String setting) {
        if (setting.equals(DEFAULT) || !isKnown()) {
            at(setting);
            return file;
        }
        Map<String, Double> resets = new LinkedHashMap<>();
        chosen(setting).forEach((field, value) -> {
            for (String place : places()) {
                if (file.textOr(place + ".field", "").equals(field)) {
                    resets.put(place + ".reset", (double) Integer.parseInt(value, 2));
                }
            }
        });
        return file.changed(resets, "setting " + setting);
    }

    private Map<String, String> chosen(String setting) {
        Map<String, String> chosen = new LinkedHashMap<>();
        if (setting.equals(DEFAULT)) {
            return chosen;
        }
        if (setting.equals(OFF)) {
            fields().forEach(f -> chosen.put(f, values(f).get(values(f).size() - 1)));
            return chosen;
        }
        String text = firmware().contains(setting) ? file.text(KEY + "firmware." + setting) : setting;
        if (text.toUpperCase(Locale.ROOT).startsWith(shortName() + "=0X")) {
            return fromRegister(setting, text.substring(shortName().length() + 3));
        }
        for (String part : text.trim().split("[ ,]+")) {
            int equals = part.indexOf('=');
            String field = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? "" : part.substring(equals + 1);
            if (equals < 0 || !fields().contains(field) || !values(field).contains(value)) {
                throw unknown(setting, field);
            }
            chosen.put(field, value);
        }
        return chosen;
    }

    private Map<String, String> fromRegister(String setting, String digits) {
        long value;
        try {
            value = Long.parseUnsignedLong(digits.replace("_", ""), 16);
        } catch (NumberFormatException e) {
            throw unknown(setting, "");
        }
        Map<String, String> chosen = new LinkedHashMap<>();
        for (String field : fields()) {
            String[] ends = bits(field).split(":");
            int low = Integer.parseInt(ends[ends.length - 1]);
            chosen.put(field, binary((int) (value >>> low & (1 << width(field)) - 1), width(field)));
        }
        return chosen;
    }

    private TimingDataException unknown(String setting, String field) {
        boolean beyond =
                List.of(file.textOr(KEY + "not_modelled", "").split(" ")).contains(field);
        List<String> possible = new ArrayList<>();
        fields().forEach(f -> possible.add(f + " (" + String.join(", ", values(f)) + ")"));
        return file.problem(
                "streaming",
                "setting \"" + setting + "\": "
                        + (beyond ? field + " acts beyond the caches that are modelled; " : "")
                        + "expected default, off,"
                        + (firmware().isEmpty() ? "" : " " + String.join(", ", firmware()) + ",")
                        + " " + shortName() + "=0x… or FIELD=bits with FIELD one of " + String.join(", ", possible));
    }

    private int width(String field) {
        return bits(field).contains(":") ? 2 : 1;
    }

    private List<String> values(String field) {
        List<String> values = new ArrayList<>();
        for (int v = 0; v < 1 << width(field); v++) {
            values.add(binary(v, width(field)));
        }
        return values;
    }

    private static String binary(int value, int width) {
        String digits = Integer.toBinaryString(value);
        return "0".repeat(width - digits.length()) + digits;
    }

    private String placeOf(String field) {
        for (String place : places()) {
            if (file.textOr(place + ".field", "").equals(field)) {
                return place;
            }
        }
        throw file.problem("streaming", "no field " + field);
    }

    private String reset(String field) {
        String key = placeOf(field) + ".reset";
        int value = file.integer(key);
        if (value < 0 || value >= 1 << width(field)) {
            throw file.problem(key, "does not fit bits " + bits(field));
        }
        return binary(value, width(field));
    }
}
