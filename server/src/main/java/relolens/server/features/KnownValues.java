package relolens.server.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.AssembledUnit.Placed;
import relolens.analyzer.unit.RegisterValues.Known;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Isa;
import relolens.server.document.Snapshot;
import relolens.server.manual.RegisterPages;

/** What registers hold at a line as far as the analysis knows, and what a value means to the system register it goes to. */
final class KnownValues {
    private static final int MOST = 16;

    private KnownValues() {}

    /** {@return by register name what the instructions of 1-based {@code line} read, one text for each that differs} */
    static Map<String, List<String>> read(Snapshot snapshot, int line) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (Placed p : instructions(snapshot, line)) {
            Effects effects = Isa.a64().effects(p.word());
            if (effects == null) {
                continue;
            }
            for (int n = 0; n <= 31; n++) {
                if (!effects.readsRegister(n)) {
                    continue;
                }
                List<String> texts = found.computeIfAbsent(n == 31 ? "sp" : "x" + n, k -> new ArrayList<>());
                for (Known k : before(snapshot, p, n)) {
                    if (!texts.contains(k.text())) {
                        texts.add(k.text());
                    }
                }
            }
        }
        found.values().removeIf(List::isEmpty);
        return found;
    }

    /** {@return for each system register that the line writes a known value to, the value's fields as Markdown} */
    static List<String> written(Snapshot snapshot, int line) {
        List<String> out = new ArrayList<>();
        for (Placed p : instructions(snapshot, line)) {
            Effects effects = Isa.a64().effects(p.word());
            Effects.SystemEffect system = effects == null ? null : effects.system();
            if (system == null || system.kind() != Effects.SystemKind.WRITE_REGISTER) {
                continue;
            }
            int source = p.word() & 31;
            List<Known> values = source == 31 ? List.of() : before(snapshot, p, source);
            for (Known k : values) {
                String rows = RegisterPages.decode(system.name(), k.zeros() | k.ones(), k.ones());
                if (!rows.isEmpty() && out.stream().noneMatch(o -> o.contains(rows))) {
                    String where = values.size() > 1
                            ? " (entry el=" + k.entry().el() + " mmu="
                                    + k.entry().mmu() + ")"
                            : "";
                    String value = k.isConstant() ? " = `" + k.text() + "`" : ", as far as it is known";
                    out.add("**" + system.name().toUpperCase(java.util.Locale.ROOT) + "**" + value + where + "\n\n"
                            + rows);
                }
            }
        }
        return out;
    }

    private static List<Placed> instructions(Snapshot snapshot, int line) {
        List<Placed> all = snapshot.instructions().getOrDefault(line, List.of());
        return all.subList(0, Math.min(MOST, all.size()));
    }

    private static List<Known> before(Snapshot snapshot, Placed p, int register) {
        String section = section(snapshot, p);
        var values = snapshot.values();
        synchronized (values) {
            return values.before(section, p.offset(), register);
        }
    }

    private static String section(Snapshot snapshot, Placed p) {
        return snapshot.unit()
                .flatMap(u -> u.assembled().sections().stream()
                        .filter(s -> holds(s, p))
                        .findFirst())
                .map(AssembledUnit.Section::name)
                .orElse("");
    }

    /** The very instruction: another section may have one like it at the same offset. */
    private static boolean holds(AssembledUnit.Section section, Placed p) {
        List<Placed> all = section.instructions();
        int low = 0;
        int high = all.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long offset = all.get(middle).offset();
            if (offset == p.offset()) {
                return all.get(middle).equals(p);
            }
            if (offset < p.offset()) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }
}
