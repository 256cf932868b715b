package relolens.analyzer.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.Provenance;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.program.Mention;
import relolens.analyzer.rules.Point;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** Why nothing rules an MMU state out, said by what the routine does there: accesses, addresses, maintenance, context. */
final class Argument {
    private final boolean on;
    private final Set<Integer> loads = new TreeSet<>();
    private final Set<Integer> stores = new TreeSet<>();
    private final Set<Integer> maintenance = new TreeSet<>();
    private final Set<Integer> fetches = new TreeSet<>();
    private final Set<Integer> changes = new TreeSet<>();
    private final Set<Integer> seen = new TreeSet<>();
    private final Set<String> converted = new TreeSet<>();
    private final Set<String> given = new TreeSet<>();
    private boolean relative;
    private boolean stack;

    private Argument(boolean on) {
        this.on = on;
    }

    /**
     * {@return the argument for one state, a sentence}
     *
     * @param points of the routine entered in that state
     * @param other of the routine entered in the other one
     */
    static String of(boolean on, List<Point> points, List<Point> other) {
        Argument a = new Argument(on);
        points.forEach(a::add);
        Set<Integer> guarded = new TreeSet<>();
        for (Point p : other) {
            if (changes(p) && !a.seen.contains(p.at().index())) {
                guarded.add(p.at().index());
            }
        }
        return "with the MMU " + (on ? "on" : "off") + ": " + a.text(guarded);
    }

    private static boolean changes(Point p) {
        return ContextChange.touchesTranslation(p) || ContextChange.writesControl(p);
    }

    private void add(Point p) {
        int line = p.at().index();
        seen.add(p.at().index());
        SystemEffect s = p.system(SystemKind.DC, SystemKind.IC);
        if (s != null) {
            (s.kind() == SystemKind.DC ? maintenance : fetches).add(line);
        }
        if (changes(p)) {
            changes.add(line);
        }
        MemoryAccess access = p.access();
        if (access == null) {
            return;
        }
        (access.stores() ? stores : loads).add(p.at().index());
        Value address = p.address(access);
        Base base = address.base();
        if (access.base() == 31 || address.role() == Role.STACK) {
            stack = true;
        } else if (address.provenance() == Provenance.CONVERTED) {
            converted.add(base == null ? Mention.lines(Set.of(line)) : base.text());
        } else if (access.base() < 0 || address.provenance() == Provenance.PC_RELATIVE) {
            relative = true;
        } else {
            given.add(base == null ? Mention.lines(Set.of(line)) : base.text());
        }
    }

    private String text(Set<Integer> guarded) {
        List<String> parts = new ArrayList<>();
        if (loads.isEmpty() && stores.isEmpty()) {
            parts.add("no memory is accessed");
        } else {
            parts.add(count(loads.size(), "load") + " and " + count(stores.size(), "store")
                    + (on ? "" : ", none unaligned, exclusive, atomic or DC ZVA"));
            parts.add("addresses " + addresses());
        }
        if (!maintenance.isEmpty()) {
            parts.add("DC in " + lines(maintenance) + (fetches.isEmpty() ? "" : ", IC in " + lines(fetches))
                    + (stores.isEmpty() ? "" : on ? ": what is stored reaches memory" : ": in order with the stores"));
        }
        if (!changes.isEmpty()) {
            parts.add("translation is changed in " + lines(changes) + ", synchronised before it matters");
        }
        if (!guarded.isEmpty()) {
            parts.add("a test of SCTLR.M leaves out " + lines(guarded));
        }
        if (changes.isEmpty() && guarded.isEmpty()) {
            parts.add("no translation register is written");
        }
        return String.join("; ", parts);
    }

    private String addresses() {
        List<String> kinds = new ArrayList<>();
        if (relative) {
            kinds.add("relative to the program counter");
        }
        if (!converted.isEmpty()) {
            kinds.add("converted once by the offset (" + Mention.list(converted) + ")");
        }
        if (!given.isEmpty()) {
            kinds.add("as the caller gives them (" + Mention.list(given) + ")");
        }
        if (stack) {
            kinds.add("of the stack");
        }
        return String.join(", ", kinds);
    }

    private static String count(int n, String what) {
        return n == 0 ? "no " + what + "s" : n + " " + what + (n == 1 ? "" : "s");
    }

    private static String lines(Set<Integer> lines) {
        return Mention.lines(lines);
    }
}
