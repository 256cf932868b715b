package relolens.server.manual;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.ImplementationDefined;
import relolens.emulator.isa.SystemNames;

/** What system instructions and registers are, in a sentence. */
public final class SystemText {
    /** Registers that relocation and boot code writes, by name without the level. Arm ARM D24.2. */
    private static final Map<String, String> REGISTERS = Map.ofEntries(
            Map.entry(
                    "sctlr",
                    "System control: M (bit 0) MMU, A (1) alignment check, C (2) data cache, I (12) instruction"
                            + " cache, WXN (19), EE (25). A write is in force for certain only after an `isb`."),
            Map.entry(
                    "ttbr0",
                    "Base of the lower half's translation tables (bits 47:1), ASID (63:48). `isb` before"
                            + " relying on it; `tlbi` if the old table's entries may be cached."),
            Map.entry(
                    "ttbr1",
                    "Base of the upper half's translation tables (bits 47:1), ASID (63:48). `isb` before"
                            + " relying on it; `tlbi` if the old table's entries may be cached."),
            Map.entry(
                    "tcr",
                    "Translation control: T0SZ (5:0), TG0 (15:14), T1SZ (21:16), TG1 (31:30), walk cacheability"
                            + " and shareability, IPS/PS. `isb` before relying on it."),
            Map.entry(
                    "mair",
                    "Memory attributes that AttrIndx of a descriptor selects, eight fields of a byte:"
                            + " 0x00 Device-nGnRnE, 0x04 Device-nGnRE, 0x44 Normal Non-cacheable, 0xff Normal Write-Back."),
            Map.entry("vbar", "Base of the exception vectors, 2 KiB aligned. `isb` before an exception may use it."),
            Map.entry("hcr", "Hypervisor configuration: VM (0), TGE (27), RW (31), E2H (34)."),
            Map.entry(
                    "ctr",
                    "Cache type: IminLine (3:0) and DminLine (19:16), log2 of words per line; IDC (28): no clean to"
                            + " PoU needed for fetches; DIC (29): no `ic` needed."),
            Map.entry("currentel", "Exception level in bits 3:2."),
            Map.entry("daif", "Interrupt masks D, A, I, F in bits 9:6."),
            Map.entry("dczid", "`dc zva` block size, log2 of words (3:0); DZP (4): `dc zva` prohibited."),
            Map.entry("elr", "Address that `eret` returns to."),
            Map.entry("spsr", "Processor state that `eret` restores."),
            Map.entry("esr", "Syndrome of the last exception: EC (31:26), ISS (24:0)."),
            Map.entry("far", "Address that faulted."),
            Map.entry("tpidr", "Thread pointer, free for software."),
            Map.entry("cpacr", "Traps of FP/SIMD (FPEN, bits 21:20) and SVE."),
            Map.entry("cntvct", "Virtual count of the system counter."),
            Map.entry("cntfrq", "Frequency of the system counter in Hz."),
            Map.entry("midr", "Implementer (31:24), variant, part number (15:4), revision of the core."),
            Map.entry("mpidr", "Affinity of the core: which one this is."));

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
            case WRITE_PSTATE -> "writes PSTATE `" + name + "`";
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

    /** {@return what the register {@code name} (with or without _ELn) is, "" if we do not know} */
    public static String register(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        int el = lower.indexOf("_el");
        String known = REGISTERS.getOrDefault(el < 0 ? lower : lower.substring(0, el), "");
        return known.isEmpty() ? implementationDefined(lower) : known;
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
