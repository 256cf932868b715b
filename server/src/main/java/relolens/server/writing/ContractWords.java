package relolens.server.writing;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.CompletionItemKind;
import relolens.analyzer.rules.Rule;
import relolens.analyzer.rules.Rules;
import relolens.emulator.timing.TimingCatalogue;

/** Words of contract clauses: kinds, keys, values, roles, rules, cores, boards. */
final class ContractWords {
    /** Clauses and what each begins with. */
    static final Map<String, String> CLAUSES = Map.ofEntries(
            Map.entry("entry", "entry  el=1 mmu=off"),
            Map.entry("cpu", "cpu    idc=0 dic=0"),
            Map.entry("run", "run    off: mmu=off"),
            Map.entry("expect", "expect exit=br relocated"),
            Map.entry("allow", "allow  "),
            Map.entry("assume", "assume x0 aligned 16"),
            Map.entry("loop", "loop   max="),
            Map.entry("state", "state  mmu=on"));

    /** Values of the keys of states, {@code cpu}, {@code expect}, roles and {@code kimage}. */
    static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("el", List.of("1", "2", "3", "any")),
            Map.entry("vhe", List.of("yes", "no", "unknown")),
            Map.entry("mmu", List.of("on", "off", "any", "unknown")),
            Map.entry("dcache", List.of("on", "off", "any", "unknown")),
            Map.entry("icache", List.of("on", "off", "any", "unknown")),
            Map.entry("daif", List.of("masked", "unmasked", "unknown")),
            Map.entry("idmap", List.of("yes", "no", "unknown")),
            Map.entry("idc", List.of("0", "1")),
            Map.entry("dic", List.of("0", "1")),
            Map.entry("line", List.of("64", "32", "128")),
            Map.entry("bbm", List.of("0", "1", "2")),
            Map.entry("stage2", List.of("none", "on", "unknown")),
            Map.entry("exit", List.of("br", "ret", "hvc", "smc", "eret")),
            Map.entry("lines", List.of("clean", "dirty", "unknown")),
            Map.entry("size", List.of("4K", "64K", "25MB", "380MB")),
            Map.entry("align", List.of("16", "64", "4K")),
            Map.entry("layout", List.of("scattered", "contiguous", "reversed")),
            Map.entry("va", List.of("linear", "contiguous")),
            Map.entry("granule", List.of("4K", "16K", "64K")),
            Map.entry("map", List.of("page", "block")),
            Map.entry("abi", List.of("head", "struct")),
            Map.entry("overlap", List.of("none", "adversarial")));

    static final List<String> STATE = List.of("el", "vhe", "mmu", "dcache", "icache", "daif", "idmap");
    static final List<String> CPU = List.of("idc", "dic", "line", "bbm", "stage2");
    static final List<String> ROLES = List.of(
            "code", "pagetable", "emptytable", "data", "stack", "device", "pagelist", "offset", "number", "symbol");
    static final List<String> KIMAGE =
            List.of("abi", "size", "order", "layout", "va", "granule", "map", "inplace", "dirty", "seed", "overlap");

    private static final Pattern CLAUSE = Pattern.compile("(?://|/\\*)@\\s*(\\w*)(.*)$");
    private static final Pattern KEY = Pattern.compile("(\\w+)=[\\w.-]*$");

    private ContractWords() {}

    /** Adds what can follow {@code before}, the line up to the cursor. */
    static void add(String before, Candidates out) {
        Matcher clause = CLAUSE.matcher(before);
        if (!clause.find()) {
            return;
        }
        String kind = clause.group(1);
        String rest = clause.group(2);
        if (rest.isEmpty()) {
            clauses(out);
            return;
        }
        Matcher key = KEY.matcher(before);
        if (key.find()) {
            values(key.group(1), kind, out);
            return;
        }
        if (rest.contains("kimage(") && rest.indexOf(')', rest.lastIndexOf("kimage(")) < 0) {
            keys(KIMAGE, out);
            return;
        }
        switch (kind) {
            case "entry", "state" -> keys(STATE, out);
            case "cpu" -> keys(CPU, out);
            case "run" -> {
                keys(STATE, out);
                keys(List.of("core", "board", "x0", "x1", "x2", "x3"), out);
            }
            case "expect" -> {
                keys(List.of("exit", "x0", "x1", "x2", "x3"), out);
                out.add("relocated", 'a', CompletionItemKind.Keyword, Documentation.CLAUSE, "", "");
            }
            case "allow" -> rules(out);
            default -> {
                if (rest.strip().startsWith(":")) {
                    role(rest, out);
                }
            }
        }
    }

    private static void clauses(Candidates out) {
        CLAUSES.forEach((name, text) ->
                out.add(name, text, 'a', CompletionItemKind.Keyword, Documentation.CLAUSE, "", "clause"));
        for (int n = 0; n < 8; n++) {
            String name = "x" + n;
            out.add(
                    name,
                    name + ": ",
                    'b',
                    CompletionItemKind.Variable,
                    Documentation.CLAUSE,
                    "",
                    "role of a register");
        }
        out.add("sp", "sp: stack va size=4K", 'b', CompletionItemKind.Variable, Documentation.CLAUSE, "", "role");
    }

    private static void role(String rest, Candidates out) {
        boolean first = rest.substring(rest.indexOf(':') + 1).isBlank()
                || rest.substring(rest.indexOf(':') + 1).strip().equals(out.typed());
        if (first) {
            ROLES.forEach(r -> out.add(r, 'a', CompletionItemKind.EnumMember, Documentation.CLAUSE, "", "role"));
        } else if (rest.contains("offset")) {
            List.of("phys-to-virt", "phys-minus-virt")
                    .forEach(w -> out.add(w, 'a', CompletionItemKind.EnumMember, Documentation.CLAUSE, "", ""));
        } else {
            List.of("pa", "va")
                    .forEach(w -> out.add(w, 'a', CompletionItemKind.EnumMember, Documentation.CLAUSE, "", ""));
            keys(List.of("size", "align", "lines"), out);
        }
    }

    private static void keys(List<String> keys, Candidates out) {
        keys.forEach(k -> out.add(k + "=", 'b', CompletionItemKind.Property, Documentation.CLAUSE, "", ""));
    }

    private static void values(String key, String kind, Candidates out) {
        List<String> values = switch (key) {
            case "core" -> TimingCatalogue.cores();
            case "board" -> TimingCatalogue.boards();
            case "x0", "x1", "x2", "x3" ->
                List.of("kimage", "kimage.start", "kimage.dtb", "kimage.offset", "buffer", "symbol");
            default -> VALUES.getOrDefault(key, List.of());
        };
        String documentation = key.equals("core") || key.equals("board") ? Documentation.TOPIC : Documentation.CLAUSE;
        values.forEach(v -> out.add(v, 'a', CompletionItemKind.Value, documentation, "", kind.isEmpty() ? "" : key));
    }

    private static void rules(Candidates out) {
        for (Rule r : Rules.ALL) {
            out.add(
                    r.info().id(),
                    r.info().id() + " \"",
                    'a',
                    CompletionItemKind.EnumMember,
                    Documentation.TOPIC,
                    r.info().name(),
                    "");
        }
    }
}
