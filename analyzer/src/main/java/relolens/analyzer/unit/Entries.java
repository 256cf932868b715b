package relolens.analyzer.unit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.contract.MachineState;
import relolens.analyzer.contract.OnOff;
import relolens.analyzer.contract.RunValue;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.dataflow.Provenance;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.dataflow.Tri;
import relolens.analyzer.report.Report;

/** What contracts say of entry, in the words of the analysis. */
final class Entries {
    private Entries() {}

    /**
     * {@return the states to analyse a routine in, at least one}
     *
     * @param override "on", "off" or "any" for every routine, or null
     */
    static List<EntryState> of(Contract contract, @Nullable String override) {
        List<MachineState> declared = new ArrayList<>();
        for (Clause.Entry e : contract.entries()) {
            declared.add(override == null ? e.state() : e.state().withMmu(onOff(override)));
        }
        if (declared.isEmpty()) {
            declared.add(override == null ? MachineState.UNKNOWN : MachineState.UNKNOWN.withMmu(onOff(override)));
        }
        Map<Integer, EntryState.Content> registers = registers(contract);
        boolean said = !contract.entries().isEmpty() || override != null;
        List<EntryState> entries = new ArrayList<>();
        for (MachineState state : declared) {
            for (MachineState one : state.alternatives()) {
                EntryState entry = new EntryState(
                        one.el(),
                        tri(one.vhe()),
                        tri(one.mmu()),
                        tri(one.dcache()),
                        tri(one.icache()),
                        said,
                        registers,
                        terms(one, contract));
                if (!entries.contains(entry)) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    /** {@return the state that the MMU verdict starts from: where both MMU states are declared, neither is the one meant} */
    static EntryState either(Contract contract) {
        List<EntryState> all = of(contract, null);
        EntryState first = all.get(0);
        return all.stream().allMatch(e -> e.mmu() == first.mmu()) ? first : first.unsaid();
    }

    private static OnOff onOff(String text) {
        return switch (text) {
            case "on" -> OnOff.ON;
            case "off" -> OnOff.OFF;
            case "any" -> OnOff.ANY;
            default -> OnOff.UNKNOWN;
        };
    }

    private static Tri tri(OnOff value) {
        return value == OnOff.ON ? Tri.YES : value == OnOff.OFF ? Tri.NO : Tri.UNKNOWN;
    }

    private static EntryState.Terms terms(MachineState state, Contract contract) {
        Contract.Core cpu = contract.cpu();
        Map<Integer, Long> atExit = new TreeMap<>();
        Clause.Expect expect = contract.expect();
        if (expect != null && "br".equals(expect.exit())) {
            expect.registers().forEach((name, value) -> {
                if (value instanceof RunValue.Number n && name.startsWith("x")) {
                    atExit.put(Integer.parseInt(name.substring(1)), n.value());
                }
            });
        }
        return new EntryState.Terms(
                tri(state.interruptsMasked()).not(),
                tri(state.identityMapped()),
                bit(cpu.idc()),
                bit(cpu.dic()),
                cpu.line().orElse(0),
                atExit);
    }

    /** A core that lacks a feature and one of which nothing is said are the same: the code may test. */
    private static Tri bit(OptionalInt value) {
        return value.orElse(0) == 1 ? Tri.YES : Tri.UNKNOWN;
    }

    private static Map<Integer, EntryState.Content> registers(Contract contract) {
        Map<Integer, EntryState.Content> contents = new HashMap<>();
        for (Clause.Register r : contract.registers().values()) {
            contents.put(r.index(), content(r));
        }
        return contents;
    }

    private static EntryState.Content content(Clause.Register r) {
        EntryState.Lines lines = switch (r.lines()) {
            case CLEAN -> EntryState.Lines.CLEAN;
            case DIRTY -> EntryState.Lines.DIRTY;
            case UNKNOWN -> EntryState.Lines.UNKNOWN;
        };
        long align = Math.max(1, Long.highestOneBit(Math.max(1, r.align())));
        Provenance space = switch (r.space()) {
            case PA -> Provenance.PHYSICAL;
            case VA -> Provenance.VIRTUAL;
            case UNKNOWN -> Provenance.UNKNOWN;
        };
        if (r.role() == Clause.Role.OFFSET) {
            // Both mappings are made of pages, so their distance is a multiple of one.
            Provenance offset = r.direction() == Clause.Direction.PHYS_MINUS_VIRT
                    ? Provenance.OFFSET_SUBTRACTED
                    : Provenance.OFFSET_ADDED;
            return new EntryState.Content(null, offset, 4096, null, lines);
        }
        return new EntryState.Content(role(r.role()), space, align, r.number(), lines);
    }

    private static @Nullable Role role(Clause.Role role) {
        return switch (role) {
            case CODE -> Role.CODE;
            case PAGETABLE -> Role.PAGE_TABLE;
            case EMPTYTABLE -> Role.EMPTY_TABLE;
            case DATA -> Role.DATA;
            case STACK -> Role.STACK;
            case DEVICE -> Role.DEVICE;
            case PAGELIST -> Role.PAGE_LIST;
            case OFFSET, NUMBER, SYMBOL -> null;
        };
    }

    /** {@return the entry as reports name it} */
    static Report.Entry named(EntryState entry) {
        String el = entry.level() == 0 ? "unknown" : Integer.toString(entry.level());
        return new Report.Entry(el, word(entry.mmu()));
    }

    /** {@return on, off or unknown} */
    static String word(Tri t) {
        return t.yes() ? "on" : t.no() ? "off" : "unknown";
    }
}
