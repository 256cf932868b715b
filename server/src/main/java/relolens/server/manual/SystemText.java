package relolens.server.manual;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.names.ImplementationDefined;
import relolens.emulator.names.SystemNames;

/** What system instructions and registers are, in a sentence. */
public final class SystemText {
    private static final Map<String, String> OPERATIONS = Map.ofEntries(
            Map.entry("ivac", "discard the line of an address to the point of coherency: dirty data is lost"),
            Map.entry("cvac", "clean the line of an address to the point of coherency: memory then holds it"),
            Map.entry("cvau", "clean the line of an address to the point of unification: fetches then can see it"),
            Map.entry("cvap", "clean the line of an address to the point of persistence"),
            Map.entry("civac", "clean and invalidate the line of an address to the point of coherency"),
            Map.entry("isw", "invalidate by set and way: reaches this core's own caches only"),
            Map.entry("csw", "clean by set and way: reaches this core's own caches only"),
            Map.entry("cisw", "clean and invalidate by set and way: reaches this core's own caches only"),
            Map.entry("zva", "zero a block of memory; faults on Device memory, so with the MMU off"),
            Map.entry("iallu", "invalidate this core's instruction caches to the point of unification"),
            Map.entry("ialluis", "invalidate all inner shareable instruction caches to the point of unification"),
            Map.entry("ivau", "invalidate the instruction cache line of an address to the point of unification"));

    private SystemText() {}

    /** {@return what the system side of an instruction does, in a sentence} */
    public static String of(SystemEffect e) {
        String name = e.name();
        return switch (e.kind()) {
            case READ_REGISTER -> "reads `" + name + "`. " + register(name);
            case WRITE_REGISTER -> "writes `" + name + "`. " + register(name);
            case WRITE_PSTATE -> "writes PSTATE `" + name + "`. " + pstate(name);
            case DC ->
                "dc " + name + ": " + OPERATIONS.getOrDefault(name, "data cache operation")
                        + ". Complete only after a `dsb`.";
            case IC ->
                "ic " + name + ": " + OPERATIONS.getOrDefault(name, "instruction cache operation")
                        + ". Complete only after a `dsb`; this core then needs an `isb`.";
            case TLBI ->
                "tlbi " + name + ": removes cached translations"
                        + (name.endsWith("is") ? " on all cores of the inner shareable domain" : " on this core")
                        + ". Complete only after a `dsb`; this core then needs an `isb`.";
            case DSB -> "dsb " + name + ": waits until earlier accesses and maintenance are complete" + domain(name);
            case DMB -> "dmb " + name + ": orders earlier memory accesses before later ones" + domain(name);
            case ISB -> "isb: later instructions are fetched anew and see earlier system register writes";
            default -> e.kind().name().toLowerCase(Locale.ROOT) + (name.isEmpty() ? "" : " " + name);
        };
    }

    private static String domain(String option) {
        return switch (option) {
            case "sy", "" -> ", in the full system";
            case "ish", "ishst", "ishld" -> ", in the inner shareable domain";
            case "nsh", "nshst", "nshld" -> ", for this core";
            case "osh", "oshst", "oshld" -> ", in the outer shareable domain";
            default -> "";
        };
    }

    /** {@return what the register {@code name} is, "" if we do not know} */
    public static String register(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String known = RegisterPages.summary(lower);
        if (known.isEmpty()) {
            return implementationDefined(lower);
        }
        return known
                + (RegisterPages.synchronised(lower) ? " A write is in force for certain only after an `isb`." : "");
    }

    /** {@return what the field {@code name} of PSTATE is that MSR (immediate) writes} */
    public static String pstate(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "daifset" -> "Masks the interrupts whose bits are set: D 8, A 4, I 2, F 1.";
            case "daifclr" -> "Unmasks the interrupts whose bits are set: D 8, A 4, I 2, F 1.";
            default -> RegisterPages.summary(name);
        };
    }

    /** One encoding is another register on another core, and one register has other encodings. */
    private static String implementationDefined(String name) {
        return ImplementationDefined.named(name).stream()
                .map(r -> r.name().toUpperCase(Locale.ROOT) + " ("
                        + SystemNames.genericName(r.encoding()).toUpperCase(Locale.ROOT) + ") of "
                        + String.join(", ", r.cores()) + ": " + r.text())
                .collect(Collectors.joining(" "));
    }
}
