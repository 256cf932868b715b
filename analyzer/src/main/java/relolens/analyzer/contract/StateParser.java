package relolens.analyzer.contract;

import java.util.HashSet;
import java.util.Set;

/** Collects the machine-state keys that entry, state and run clauses share. */
final class StateParser {
    static final String KEYS = "el=, vhe=, mmu=, dcache=, icache=, daif=, idmap=";

    private final Set<String> seen = new HashSet<>();
    private int el;
    private OnOff vhe = OnOff.UNKNOWN;
    private OnOff mmu = OnOff.UNKNOWN;
    private OnOff dcache = OnOff.UNKNOWN;
    private OnOff icache = OnOff.UNKNOWN;
    private OnOff identity = OnOff.UNKNOWN;
    private OnOff masked = OnOff.UNKNOWN;

    /** {@return whether {@code key} (the word just read) is one of the state's; then its value is read} */
    boolean take(String key, ClauseScanner in) throws BadClause {
        if (!Set.of("el", "vhe", "mmu", "dcache", "icache", "daif", "idmap").contains(key)) {
            return false;
        }
        if (!seen.add(key)) {
            throw in.misplaced("\"" + key + "\" is given twice");
        }
        in.require('=', key);
        switch (key) {
            case "el":
                String level = in.oneOf("exception level", "1", "2", "3", "any");
                el = level.equals("any") ? 0 : Integer.parseInt(level);
                break;
            case "vhe":
                vhe = onOff(in.oneOf("vhe", "yes", "no", "unknown"));
                break;
            case "mmu":
                mmu = onOff(in.oneOf("mmu", "on", "off", "any", "unknown"));
                break;
            case "dcache":
                dcache = onOff(in.oneOf("dcache", "on", "off", "any", "unknown"));
                break;
            case "icache":
                icache = onOff(in.oneOf("icache", "on", "off", "any", "unknown"));
                break;
            case "idmap":
                identity = onOff(in.oneOf("idmap", "yes", "no", "unknown"));
                break;
            default:
                masked = onOff(in.oneOf("daif", "masked", "unmasked", "unknown"));
        }
        return true;
    }

    boolean isEmpty() {
        return seen.isEmpty();
    }

    private static OnOff onOff(String word) {
        return switch (word) {
            case "on", "yes", "masked" -> OnOff.ON;
            case "off", "no", "unmasked" -> OnOff.OFF;
            case "any" -> OnOff.ANY;
            default -> OnOff.UNKNOWN;
        };
    }

    MachineState state() {
        return new MachineState(el, vhe, mmu, dcache, icache, masked, identity);
    }
}
