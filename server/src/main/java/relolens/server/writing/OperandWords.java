package relolens.server.writing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.lsp4j.CompletionItemKind;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Report.LineState;
import relolens.emulator.names.SystemNames;
import relolens.server.document.Snapshot;
import relolens.server.manual.RegisterPages;
import relolens.server.text.Statement;
import relolens.server.text.Token;
import relolens.server.text.Token.Kind;

/** What can stand at a place of an instruction's operands, by the forms that fit what is written before it. */
final class OperandWords {
    private static final int NEAR = 40;
    private static final int NUMERIC_LABELS = 200;

    private final Draft draft;
    private final int line;
    private final Candidates out;
    private final Set<String> recent = new LinkedHashSet<>();
    /** X or W where an earlier operand has settled that, else null. */
    private @Nullable RegisterKind width;

    OperandWords(Draft draft, int line, Candidates out) {
        this.draft = draft;
        this.line = line;
        this.out = out;
        for (int n = line; n >= Math.max(0, line - NEAR); n--) {
            String text = draft.document().line(n);
            for (Token t : draft.document().tokens().line(n)) {
                if (t.kind() == Kind.NAME && draft.isRegister(t.text(text))) {
                    recent.add(t.text(text).toLowerCase(Locale.ROOT));
                }
            }
        }
    }

    void add(Statement statement, int at, String mnemonic) {
        Statement.Place place = statement.place(at);
        List<List<Token>> written = operands(statement, at);
        boolean fitting = false;
        for (int round = 0; round < 2 && !fitting; round++) {
            for (Form form : Form.of(mnemonic)) {
                width = null;
                if (round == 1 || fits(form, written, statement.line(), place.operand())) {
                    fitting = true;
                    form.slots(place.operand(), place.inside()).forEach(this::slot);
                }
            }
        }
        String before = statement.line().substring(0, at - out.typed().length());
        if (before.endsWith(":") || before.endsWith("#:")) {
            modifiers();
        }
    }

    /** {@return the tokens of each operand that is finished before {@code at}} */
    private static List<List<Token>> operands(Statement statement, int at) {
        List<List<Token>> all = new ArrayList<>();
        List<Token> now = new ArrayList<>();
        int depth = 0;
        for (Token t : statement.operands()) {
            if (t.from() >= at) {
                break;
            }
            char c = t.kind() == Kind.PUNCTUATION ? statement.line().charAt(t.from()) : 'x';
            depth += c == '[' || c == '{' || c == '(' ? 1 : c == ']' || c == '}' || c == ')' ? -1 : 0;
            if (c == ',' && depth <= 0) {
                all.add(now);
                now = new ArrayList<>();
            } else {
                now.add(t);
            }
        }
        return all;
    }

    /** {@return whether what is written before {@code at} may be the beginning of {@code form}} */
    boolean fits(Form form, Statement statement, int at) {
        width = null;
        return fits(
                form,
                operands(statement, at),
                statement.line(),
                statement.place(at).operand());
    }

    /** {@return whether the first {@code count} operands may be {@code form}'s} */
    private boolean fits(Form form, List<List<Token>> written, String text, int count) {
        for (int i = 0; i < Math.min(count, written.size()); i++) {
            if (i >= form.operands().size()) {
                return false;
            }
            List<Token> tokens = written.get(i);
            if (!tokens.isEmpty() && !fits(form.operands().get(i), tokens.get(0), text)) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(Form.Operand operand, Token first, String text) {
        Slot slot = operand.slots().isEmpty() ? null : operand.slots().get(0);
        if (first.kind() == Kind.PUNCTUATION) {
            return switch (text.charAt(first.from())) {
                case '[' -> operand.text().startsWith("[");
                case '#' -> slot != null && !isRegister(slot);
                case '=' -> slot != null && slot.kind() == Slot.Kind.POOL;
                default -> true;
            };
        }
        if (slot == null || operand.text().startsWith("[")) {
            return false;
        }
        String word = first.text(text).toLowerCase(Locale.ROOT);
        RegisterKind kind = RegisterKind.of(draft.vocabulary().aliases().getOrDefault(word, word));
        if (kind == null) {
            boolean number = first.kind() == Kind.NUMBER;
            boolean named = slot.kind() == Slot.Kind.PSTATE && SystemNames.pstate(word) == null
                    || slot.kind() == Slot.Kind.WRITABLE && SystemNames.register(word) < 0;
            return !named && fitsName(slot, first, number, text);
        }
        boolean sp = kind == RegisterKind.SP;
        return switch (slot.kind()) {
            case X -> kind == RegisterKind.X || sp && slot.stackPointer();
            case W -> kind == RegisterKind.W || sp && slot.stackPointer();
            case GENERAL -> general(kind, sp && slot.stackPointer());
            case VECTOR -> kind == RegisterKind.VECTOR;
            case SCALAR -> kind == RegisterKind.SCALAR;
            case SCALABLE -> kind == RegisterKind.SCALABLE;
            case PREDICATE -> kind == RegisterKind.PREDICATE;
            case MATRIX -> kind == RegisterKind.MATRIX;
            default -> false;
        };
    }

    private boolean fitsName(Slot slot, Token first, boolean number, String text) {
        return first.kind() == Kind.PARAMETER
                || !isRegister(slot)
                || !number && draft.vocabulary().definitions().containsKey(first.text(text));
    }

    private boolean general(RegisterKind kind, boolean sp) {
        if (kind != RegisterKind.X && kind != RegisterKind.W) {
            return sp;
        }
        if (width != null && width != kind) {
            return false;
        }
        width = kind;
        return true;
    }

    private static boolean isRegister(Slot slot) {
        return slot.kind().ordinal() <= Slot.Kind.MATRIX.ordinal();
    }

    /** Adds general registers and aliases. */
    void registers() {
        general("x", false);
        general("w", false);
        aliases();
    }

    private void slot(Slot slot) {
        switch (slot.kind()) {
            case X -> general("x", slot.stackPointer());
            case W -> general("w", slot.stackPointer());
            case GENERAL -> {
                if (width != RegisterKind.W) {
                    general("x", slot.stackPointer());
                }
                if (width != RegisterKind.X) {
                    general("w", slot.stackPointer());
                }
            }
            case VECTOR -> numbered("v", 32, suffix(slot));
            case SCALAR ->
                numbered(slot.text().substring(0, 1).toLowerCase(Locale.ROOT).replace("f", "d"), 32, "");
            case SCALABLE -> numbered("z", 32, suffix(slot));
            case PREDICATE -> numbered("p", 16, "");
            case MATRIX -> out.add("za", 'b', CompletionItemKind.Variable, Documentation.REGISTER, "", "");
            case CONDITION -> conditions();
            case SHIFT -> words(List.of("lsl", "lsr", "asr", "ror"), 'c');
            case EXTEND -> words(List.of("lsl", "uxtw", "sxtw", "sxtx", "uxtx", "uxtb", "uxth", "sxtb", "sxth"), 'c');
            case READABLE -> systemRegisters(false);
            case WRITABLE -> systemRegisters(true);
            case PSTATE -> pstate();
            case DC, IC, AT, TLBI -> operations(slot.kind().name().toLowerCase(Locale.ROOT));
            case BARRIER -> barriers();
            case PREFETCH -> prefetches();
            case LABEL -> {
                new MacroWords(draft, out).symbols('a');
                numericLabels();
                new MacroWords(draft, out).definitions('d', true);
            }
            case POOL, IMMEDIATE -> {
                new MacroWords(draft, out).definitions('d', true);
                new MacroWords(draft, out).symbols('f');
            }
            case WORD -> words(List.of(slot.text()), 'b');
        }
    }

    private static String suffix(Slot slot) {
        int dot = slot.text().indexOf('.');
        String size = dot < 0 ? "" : slot.text().substring(dot).toLowerCase(Locale.ROOT);
        return size.matches("\\.[0-9]*[bhsdq]") ? size : "";
    }

    private void general(String letter, boolean stackPointer) {
        numbered(letter, 31, "");
        boolean x = letter.equals("x");
        out.add(
                stackPointer ? x ? "sp" : "wsp" : letter + "zr",
                'c',
                CompletionItemKind.Variable,
                Documentation.REGISTER,
                "",
                stackPointer ? "stack pointer" : "zero");
        aliases();
    }

    private void numbered(String letter, int count, String suffix) {
        for (int n = 0; n < count; n++) {
            String name = letter + n + suffix;
            boolean used = recent.contains(name);
            out.add(name, used ? 'a' : 'b', CompletionItemKind.Variable, Documentation.REGISTER, "", role(letter, n));
        }
    }

    private static String role(String letter, int n) {
        if (!letter.equals("x")) {
            return "";
        }
        return n < 8
                ? "argument " + n
                : n == 8
                        ? "indirect result"
                        : n < 16
                                ? "scratch"
                                : n < 18
                                        ? "ip" + (n - 16)
                                        : n == 18 ? "platform" : n < 29 ? "callee-saved" : n == 29 ? "fp" : "lr";
    }

    private void aliases() {
        draft.vocabulary()
                .aliases()
                .forEach((name, register) ->
                        out.add(name, 'a', CompletionItemKind.Variable, Documentation.REGISTER, "", "= " + register));
    }

    private void conditions() {
        for (String c : Highlighting.CONDITIONS.stream().sorted().toList()) {
            out.add(c, 'a', CompletionItemKind.EnumMember, Documentation.CONDITION, "", Documentation.condition(c));
        }
    }

    private void words(List<String> words, char group) {
        words.forEach(w -> out.add(w, group, CompletionItemKind.Operator, Documentation.WORD, "", ""));
    }

    private void systemRegisters(boolean written) {
        String el = level();
        for (String name : SystemNames.registers()) {
            if (!out.wants(name) || !RegisterPages.allows(name, written)) {
                continue;
            }
            int at = name.lastIndexOf("_el");
            String own = at < 0 ? "" : name.substring(at + 3);
            char group = own.equals(el) ? 'a' : own.equals("1") || own.equals("0") ? 'b' : own.equals("3") ? 'e' : 'c';
            boolean known = !RegisterPages.summary(name).isEmpty();
            out.add(
                    name,
                    known ? group : 'f',
                    CompletionItemKind.Property,
                    Documentation.SYSTEM_REGISTER,
                    "",
                    RegisterPages.title(name));
        }
        if (written) {
            pstate();
        }
    }

    /** {@return the exception level at the line if analysis knows it, "" if not} */
    private String level() {
        Snapshot s = draft.latest();
        if (s != null) {
            for (LineState state : s.states().at(line + 1)) {
                return state.el();
            }
        }
        return "";
    }

    private void pstate() {
        for (String name : List.of("daifset", "daifclr", "spsel", "pan", "uao", "dit", "ssbs", "tco", "allint")) {
            out.add(name, 'b', CompletionItemKind.Property, Documentation.PSTATE, "", "PSTATE");
        }
    }

    private void operations(String group) {
        for (SystemNames.Operation o : SystemNames.operations(group)) {
            boolean off = !o.feature().isEmpty();
            out.add(
                    o.name(),
                    off ? 'c' : 'a',
                    CompletionItemKind.EnumMember,
                    Documentation.OPERATION + group,
                    o.takesRegister() ? ", Xt" : "",
                    off ? "needs " + o.feature().replace("+", ", ") : "");
        }
    }

    private void barriers() {
        for (int n = 0; n < 16; n++) {
            String name = SystemNames.barrier(n);
            if (!name.isEmpty()) {
                char group = List.of("sy", "ish", "ishst", "nsh").contains(name) ? 'a' : 'b';
                out.add(name, group, CompletionItemKind.EnumMember, Documentation.BARRIER, "", "");
            }
        }
    }

    private void prefetches() {
        for (int n = 0; n < 32; n++) {
            String name = SystemNames.prefetch(n);
            if (!name.isEmpty()) {
                out.add(name, 'a', CompletionItemKind.EnumMember, Documentation.WORD, "", "");
            }
        }
    }

    private void numericLabels() {
        for (int n = Math.max(0, line - NUMERIC_LABELS); n < line + NUMERIC_LABELS; n++) {
            String text = draft.document().line(n);
            for (Token t : draft.document().tokens().line(n)) {
                if (t.kind() == Kind.LABEL && Character.isDigit(text.charAt(t.from()))) {
                    String name = t.text(text) + (n <= line ? "b" : "f");
                    out.add(name, 'b', CompletionItemKind.Reference, Documentation.WORD, "", "line " + (n + 1));
                }
            }
        }
    }

    private void modifiers() {
        for (String name : List.of(
                "lo12",
                "pg_hi21",
                "got",
                "got_lo12",
                "abs_g0",
                "abs_g0_nc",
                "abs_g1",
                "abs_g1_nc",
                "abs_g2",
                "abs_g2_nc",
                "abs_g3",
                "tprel_hi12",
                "tprel_lo12_nc",
                "tlsdesc",
                "tlsdesc_lo12")) {
            out.add(name, name + ":", 'a', CompletionItemKind.Operator, Documentation.WORD, "", "relocation");
        }
    }
}
