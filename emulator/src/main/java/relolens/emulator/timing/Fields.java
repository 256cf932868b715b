package relolens.emulator.timing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.TimingClass;

/** All that a kind of data file may say; what is not here is refused, what is missing is named. */
public final class Fields {
    private static final double CYCLES = 100_000;
    private static final String LIKE = "like";

    /** Fields of a core's file. */
    public static final Fields CORE = new Fields(core());
    /** Fields of a board's file. */
    public static final Fields BOARD = new Fields(board());

    private final List<Field> all;
    private final Map<Pattern, Field> patterns = new LinkedHashMap<>();

    private Fields(List<Field> all) {
        this.all = List.copyOf(all);
        all.forEach(f -> patterns.put(f.pattern(), f));
    }

    private static List<Field> core() {
        List<Field> all = new ArrayList<>(head("a core"));
        all.add(Field.number("clock_hz", 1e6, 1e10, "Hz", "clock, where the board says nothing else"));
        all.add(Field.text("pipeline.order", "in-order, out-of-order", "whether instructions overtake each other"));
        all.add(Field.whole("pipeline.width", 1, 16, "instructions", "dispatched in a cycle"));
        all.add(Field.whole("pipeline.window", 1, 4096, "instructions", "under way at a time; 1 in order"));
        all.add(cycles("pipeline.mispredict", "lost by a mispredicted branch"));
        all.add(cycles("pipeline.taken_branch", "from what follows a taken branch to what follows the next, at least"));
        all.add(cycles("pipeline.indirect_call", "the same to what follows a BLR, if it is another")
                .needed(Field.Need.NEVER));
        all.add(Field.whole("pipeline.branch_joins", 0, 1, "no, yes", "a branch issues before its flags are there"));
        all.add(Field.whole(
                "pipeline.free_left_shift", 0, 63, "bits", "largest shift of an operand that costs nothing"));
        all.add(Field.number("pipes.*.units", 1, 32, "units", "of a pipe, which the file names"));
        all.add(Field.whole("pipes.*.bits", 32, 128, "bits", "of a vector that a unit works on at a time, if not 128")
                .needed(Field.Need.NEVER));
        all.add(Field.text("classes.*.pipe", "a name under pipes", "where instructions of a timing class execute"));
        all.add(above("classes.*.latency", "from issue to the result"));
        all.add(above("classes.*.every", "until the same unit takes the next one"));
        all.add(above("classes.*.accumulate", "the same by the accumulator, if it is shorter")
                .needed(Field.Need.NEVER));
        all.add(above(
                        "classes.*.narrow_latency",
                        "of loads of bytes, halfwords, words with a sign, pairs of words, if it is another")
                .needed(Field.Need.NEVER));
        all.add(above("classes.*.narrow_every", "until the unit takes the next of these")
                .needed(Field.Need.NEVER));
        all.add(above("classes.*.register_offset_latency", "of loads that add a register to the base, if it is another")
                .needed(Field.Need.NEVER));
        all.add(above("classes.*.second_latency", "of the second register of a pair that is loaded, if it is later")
                .needed(Field.Need.NEVER));
        all.add(above("classes.*.zero_every", "until the unit takes the next move of zero, if it is another")
                .needed(Field.Need.NEVER));
        all.add(above("classes.*.writeback_latency", "from issue to the moved base register, if not 1")
                .needed(Field.Need.NEVER));
        all.add(above("classes.*.addend_latency", "of a product to which something is added, if it is another")
                .needed(Field.Need.NEVER));
        all.add(above("classes.*.addend_every", "until the unit takes the next of these")
                .needed(Field.Need.NEVER));
        all.add(Field.whole("caches.line_bytes", 16, 2048, "bytes", "a line of all caches, a power of two"));
        for (String cache : List.of("l1i", "l1d", "l2", "l3")) {
            Field.Need need = cache.equals("l3") ? Field.Need.WITH_ITS_MAP : Field.Need.ALWAYS;
            String at = "caches." + cache + ".";
            all.add(Field.whole(at + "bytes", 1024, 1 << 30, "bytes", "capacity")
                    .needed(need));
            all.add(Field.whole(at + "ways", 1, 64, "ways", "bytes / ways / line_bytes is a power of two")
                    .needed(need));
            if (!cache.startsWith("l1")) {
                all.add(above(at + "latency", "of a load that this cache answers")
                        .needed(need));
            }
        }
        all.add(Field.whole("misses.outstanding", 1, 256, "lines", "under way to memory for loads"));
        all.add(Field.whole("misses.store_outstanding", 1, 256, "lines", "under way to memory for stores"));
        all.add(above(
                        "misses.copy_every",
                        "from one line read to the next if one was written in between, at least; half more if that was read too")
                .needed(Field.Need.NEVER));
        all.add(Field.whole("prefetch.streams", 1, 256, "streams", "followed at a time"));
        all.add(Field.whole("prefetch.trigger", 1, 64, "lines", "in a row that start a stream"));
        all.add(Field.whole("prefetch.ahead", 0, 256, "lines", "fetched ahead of loads; 0 = no prefetcher"));
        all.add(Field.whole("prefetch.page_bytes", 64, 1 << 30, "bytes", "a stream ends at multiples of this"));
        all.add(Field.whole("prefetch.store_ahead", 0, 256, "lines", "owned ahead of stores"));
        all.add(Field.whole("store_buffer.lines", 1, 256, "lines", "merging at a time"));
        all.add(cycles("store_buffer.drain", "from one 16-byte store into level 1 to the next"));
        all.add(cycles("store_buffer.forward", "from a store to a load of the same address"));
        all.add(above("store_buffer.forward_wide", "the same where both are of 16 bytes, if it is another")
                .needed(Field.Need.NEVER));
        all.add(Field.number(
                        "store_buffer.non_temporal_share",
                        0.01,
                        1,
                        "of 1",
                        "of the board's bandwidth that STNP has past the caches")
                .needed(Field.Need.NEVER));
        all.addAll(streaming());
        all.add(Field.whole("tlb.micro_instruction", 1, 4096, "entries", "of the first-level instruction TLB"));
        all.add(Field.whole("tlb.micro_data", 1, 4096, "entries", "of the first-level data TLB"));
        all.add(Field.whole("tlb.main_entries", 1, 65536, "entries", "of the second-level TLB"));
        all.add(Field.whole("tlb.main_ways", 1, 64, "ways", "main_entries / main_ways is a power of two"));
        all.add(cycles("tlb.main_hit", "of a miss that the second level answers"));
        all.add(cycles("tlb.walk_start", "of a walk beside its descriptors"));
        all.add(cycles("tlb.upper_level", "of each descriptor above the last"));
        all.add(Field.whole(
                "fetch.granule_bytes", 4, 64, "bytes", "of one instruction fetch with SCTLR.I clear: 4, 8 … 64"));
        all.add(Field.whole("device.access_bytes", 4, 64, "bytes", "of one Device or Non-cacheable bus transaction"));
        all.add(Field.whole("device.store_entries", 1, 64, "stores", "to Device memory under way at a time"));
        for (String barrier : List.of("dsb", "dmb", "isb")) {
            all.add(cycles("barriers." + barrier, "when there is nothing to wait for"));
        }
        all.add(cycles("maintenance.dc_every", "from one DC by address to the next"));
        all.add(cycles("maintenance.dc_finish", "until a DSB after a DC may complete"));
        all.add(cycles("maintenance.ic", "of an IC"));
        all.add(cycles("maintenance.tlbi", "of a TLBI"));
        return all;
    }

    private static List<Field> streaming() {
        List<Field> all = new ArrayList<>();
        all.add(Field.text("streaming.register", "as CPUECTLR_EL1 (S3_0_C15_C1_4)", "that controls write streaming"));
        all.add(Field.text(
                "streaming.unit", "lines, bytes, none", "what thresholds count; none = no control is known"));
        for (String place : List.of("l1", "l2", "l3", "non_temporal")) {
            Field.Need need = place.startsWith("l") ? Field.Need.WITH_ITS_MAP : Field.Need.NEVER;
            String at = "streaming." + place + ".";
            boolean level = place.startsWith("l");
            all.add(Field.text(at + "field", "a name", "of the field").needed(need));
            all.add(Field.text(at + "bits", "as \"26:25\" or \"24\", quoted", "of the register")
                    .needed(need));
            all.add(Field.whole(at + "reset", 0, 3, "value", "of the field after reset")
                    .needed(need));
            String means = level
                    ? "first line or byte that no longer allocates here; 0 = never"
                    : "1 = STNP goes past the caches";
            all.add(Field.whole(at + "values.*", 0, 1L << 40, "lines or bytes", means)
                    .needed(Field.Need.NEVER));
        }
        all.add(Field.whole("streaming.non_temporal.always", 0, 1, "no, yes", "STNP goes past the caches")
                .needed(Field.Need.NEVER));
        all.add(Field.text("streaming.firmware.*", "as WS_THR_L2=11", "a setting that firmware makes, by its name")
                .needed(Field.Need.NEVER));
        all.add(Field.text("streaming.writers.*", "a sentence", "who makes that setting")
                .needed(Field.Need.NEVER));
        all.add(Field.text("streaming.not_modelled", "names", "fields that act beyond the caches here")
                .needed(Field.Need.NEVER));
        return all;
    }

    private static List<Field> board() {
        List<Field> all = new ArrayList<>(head("a board"));
        all.add(Field.text("fitted_to", "CORE STRATEGY BYTES, …", "relocations whose time chose a figure of this file")
                .needed(Field.Need.NEVER));
        all.add(Field.text("band_fitted_to", "CORE STRATEGY BYTES, …", "relocations whose time chose an end of a band")
                .needed(Field.Need.NEVER));
        all.add(Field.number("dram.latency_ns", 1, 10_000, "ns", "from request to data of one line"));
        all.add(Field.number("dram.read_bytes_per_ns", 0.01, 1000, "bytes per ns", "that one core can read"));
        all.add(Field.number("dram.write_bytes_per_ns", 0.01, 1000, "bytes per ns", "that one core can write"));
        for (String way : List.of("read", "write", "fetch")) {
            String what = way.equals("fetch") ? "of one uncached instruction fetch" : "of one Device " + way;
            for (String end : List.of("low", "nominal", "high")) {
                all.add(Field.number(
                        "device." + way + "_ns." + end, 1, 100_000, "ns", what + "; low to high is a band"));
            }
        }
        core().stream().filter(f -> f.kind() != Field.Kind.TEXT).forEach(f -> all.add(f.under("cores.*.")));
        return all;
    }

    private static List<Field> head(String what) {
        return List.of(
                Field.text("name", "a name", "of " + what + "; a board's cores are listed by it"),
                Field.text("title", "a sentence", "for reports"),
                Field.text(LIKE, "a built-in name", "what the file does not say is as there, marked estimate")
                        .needed(Field.Need.NEVER));
    }

    private static Field cycles(String key, String what) {
        return Field.number(key, 0, CYCLES, "cycles", what);
    }

    private static Field above(String key, String what) {
        return Field.number(key, 0.05, CYCLES, "cycles", what);
    }

    /** {@return all fields, in the order of the files} */
    public List<Field> all() {
        return all;
    }

    @Nullable
    Field find(String key) {
        for (Map.Entry<Pattern, Field> e : patterns.entrySet()) {
            if (e.getKey().matcher(key).matches()) {
                return e.getValue();
            }
        }
        return null;
    }

    /** {@return every key that {@code field} stands for, the names under a map being {@code names}} */
    static List<String> keys(Field field, List<String> names) {
        return field.key().contains("*")
                ? names.stream().map(n -> field.key().replace("*", n)).toList()
                : List.of(field.key());
    }

    static List<String> classes() {
        return Stream.of(TimingClass.values()).map(Enum::name).toList();
    }

    /** {@return known keys like {@code key}, nearest first, at most three} */
    List<String> near(String key) {
        String[] parts = key.split("\\.");
        List<String> known = new ArrayList<>();
        for (Field f : all) {
            if (f.key().startsWith("classes.*") || f.key().startsWith("cores.*.classes.*")) {
                String own = f.key().startsWith("cores") && parts.length > 1
                        ? f.key().replaceFirst("\\*", parts[1])
                        : f.key();
                classes().forEach(c -> known.add(own.replace("*", c)));
            } else {
                int star = List.of(f.key().split("\\.")).indexOf("*");
                known.add(star > 0 && star < parts.length ? f.key().replaceFirst("\\*", parts[star]) : f.key());
            }
        }
        int most = Math.max(2, key.length() / 3);
        return known.stream()
                .filter(k -> Math.abs(k.length() - key.length()) <= most && distance(k, key) <= most)
                .sorted(Comparator.comparingInt(k -> distance(k, key)))
                .limit(3)
                .toList();
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
