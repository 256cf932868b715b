package relolens.emulator.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code kimage(...)} asks for.
 *
 * @param bytes of all segments together, BSS included; rounded up to pages
 * @param order source pages come in runs of 2^order, 0 to 10
 * @param layout how runs of source pages lie in physical memory
 * @param va how tables lay the image out with the MMU on
 * @param mapping granularity of the linear map
 * @param inplace percentage of pages whose source is their destination
 * @param dirty percentage of destination lines that are dirty in the caches at entry
 * @param seed of contents and layout
 * @param struct whether the value is the address of a {@code struct kimage}, not its {@code head}
 * @param adversarial whether some sources lie in destinations that are written before they are read
 */
public record KimageSpec(
        long bytes,
        int order,
        Layout layout,
        Va va,
        Mapping mapping,
        int inplace,
        int dirty,
        long seed,
        boolean struct,
        boolean adversarial) {

    /** Where runs of source pages lie. */
    public enum Layout {
        CONTIGUOUS,
        SCATTERED,
        REVERSED
    }

    /** What addresses the routine is given with the MMU on. */
    public enum Va {
        LINEAR,
        CONTIGUOUS
    }

    /** Granularity of the linear map. */
    public enum Mapping {
        PAGE,
        BLOCK
    }

    /** An image of {@code bytes}, order 0, scattered, in the linear map of 4 KiB pages, seed 1. */
    public static KimageSpec of(long bytes) {
        return new KimageSpec(bytes, 0, Layout.SCATTERED, Va.LINEAR, Mapping.PAGE, 0, 0, 1, false, false);
    }

    /** {@return this image with the structure's address as its value} */
    public KimageSpec asStruct() {
        return new KimageSpec(bytes, order, layout, va, mapping, inplace, dirty, seed, true, adversarial);
    }

    /** {@return pages in all} */
    public long pages() {
        return (bytes + 4095) / 4096;
    }

    /**
     * Reads {@code kimage(size=25MB, order=0, …)}.
     *
     * @throws ScenarioException if a parameter is unknown or out of range
     */
    public static KimageSpec parse(String text) {
        String t = text.strip();
        if (!t.startsWith("kimage(") || !t.endsWith(")")) {
            throw new ScenarioException("\"" + text + "\": expected kimage(size=…, …)");
        }
        Map<String, String> given = new LinkedHashMap<>();
        for (String part : t.substring("kimage(".length(), t.length() - 1).split(",")) {
            int equals = part.indexOf('=');
            if (!part.isBlank()) {
                if (equals < 0) {
                    throw new ScenarioException("kimage: \"" + part.strip() + "\": expected name=value");
                }
                given.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
            }
        }
        KimageSpec spec = new KimageSpec(
                ByteSize.parse(take(given, "size", "25MB")),
                (int) number(given, "order", 0, 0, 10),
                choice(given, "layout", Layout.SCATTERED),
                choice(given, "va", Va.LINEAR),
                choice(given, "map", Mapping.PAGE),
                (int) number(given, "inplace", 0, 0, 100),
                (int) number(given, "dirty", 0, 0, 100),
                number(given, "seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                word(given, "abi", List.of("head", "struct")).equals("struct"),
                word(given, "overlap", List.of("none", "adversarial")).equals("adversarial"));
        String granule = take(given, "granule", "4K");
        if (ByteSize.parse(granule) != 4096) {
            throw new ScenarioException("kimage: granule=" + granule + ": only 4K translation tables are built");
        }
        if (!given.isEmpty()) {
            throw new ScenarioException("kimage: unknown parameter " + given.keySet().iterator().next()
                    + "; known: size, order, layout, va, granule, map, inplace, dirty, seed, abi, overlap");
        }
        if (spec.bytes < 0 || spec.bytes > 4L << 30) {
            throw new ScenarioException("kimage: size must be 0 to 4G");
        }
        return spec;
    }

    private static String take(Map<String, String> given, String name, String otherwise) {
        String value = given.remove(name);
        return value == null ? otherwise : value;
    }

    private static long number(Map<String, String> given, String name, long otherwise, long low, long high) {
        String text = take(given, name, Long.toString(otherwise));
        try {
            long value = Long.decode(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
            if (value >= low && value <= high) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message
        }
        throw new ScenarioException("kimage: " + name + "=" + text + ": expected a number from " + low + " to " + high);
    }

    private static String word(Map<String, String> given, String name, List<String> known) {
        String text = take(given, name, known.get(0));
        if (!known.contains(text)) {
            throw new ScenarioException("kimage: " + name + "=" + text + ": expected " + String.join(" or ", known));
        }
        return text;
    }

    private static <E extends Enum<E>> E choice(Map<String, String> given, String name, E otherwise) {
        String text = take(given, name, otherwise.name());
        for (E e : otherwise.getDeclaringClass().getEnumConstants()) {
            if (e.name().equalsIgnoreCase(text)) {
                return e;
            }
        }
        StringBuilder known = new StringBuilder();
        for (E e : otherwise.getDeclaringClass().getEnumConstants()) {
            known.append(known.isEmpty() ? "" : ", ").append(e.name().toLowerCase(Locale.ROOT));
        }
        throw new ScenarioException("kimage: " + name + "=" + text + ": expected one of " + known);
    }
}
