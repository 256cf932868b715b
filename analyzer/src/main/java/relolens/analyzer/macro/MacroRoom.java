package relolens.analyzer.macro;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.PreprocessedLine;
import relolens.analyzer.source.Frame;
import relolens.analyzer.syntax.Cursor;
import relolens.analyzer.syntax.Expression;
import relolens.analyzer.syntax.ExpressionParser;
import relolens.analyzer.syntax.Names;
import relolens.analyzer.syntax.Statement;

/** Defines macros and expands macros and repetitions onto an {@link InputStack}. */
public final class MacroRoom {
    /** Characters that expansions of one unit may come to. */
    private static final long MOST_TEXT = 256L << 20;

    private static final int LONGEST_LINE = 1 << 20;

    private final Map<String, Macro> macros = new HashMap<>();
    private final MacroCounters counters = new MacroCounters();
    private final InputStack input;
    private final Names names;
    private boolean alternate;
    /** What was wrong with a {@code %} of the arguments just read, or null. */
    private @Nullable String percent;

    private long text;

    public MacroRoom(InputStack input, Names names) {
        this.input = input;
        this.names = names;
    }

    /** Switches {@code .altmacro} rules on or off. */
    public void alternate(boolean on) {
        alternate = on;
    }

    /** {@return the macro called {@code name}, or null} */
    public @Nullable Macro find(String name) {
        return macros.get(name.toLowerCase(Locale.ROOT));
    }

    /** Forgets a macro; {@return whether there was one} */
    public boolean purge(String name) {
        return macros.remove(name.toLowerCase(Locale.ROOT)) != null;
    }

    /**
     * Reads up to the end of the block that has just begun.
     *
     * @return the block's statements, or null if the text ends first
     */
    public @Nullable List<Statement> block(boolean macro) {
        List<Statement> body = new ArrayList<>();
        int depth = 1;
        for (Statement s = input.next(); s != null; s = input.next()) {
            String word = BlockWords.directive(s.text());
            if (macro ? word.equals(".macro") : BlockWords.opensRepetition(word)) {
                depth++;
            } else if (word.equals(macro ? ".endm" : ".endr") || !macro && word.equals(".endrep")) {
                depth--;
                if (depth == 0) {
                    return body;
                }
            }
            body.add(s);
        }
        return null;
    }

    /** Defines a macro from {@code .macro}'s operands and its body; {@return what is wrong, or null} */
    public @Nullable String define(String operands, List<Statement> body) {
        FormalsReader reader = new FormalsReader(operands, arguments(operands));
        Macro macro = reader.read(body);
        if (macro == null) {
            return reader.problem();
        }
        if (macros.putIfAbsent(macro.name().toLowerCase(Locale.ROOT), macro) != null) {
            return "macro '" + macro.name() + "' is defined already; .purgem it first";
        }
        return reader.problem();
    }

    /** Expands {@code macro}; {@return what is wrong with the arguments, or null} */
    public @Nullable String expand(Macro macro, String operands, Statement use) {
        if (input.depth() > InputStack.DEEPEST) {
            input.unwind();
            return "macro '" + macro.name() + "' goes more than " + InputStack.DEEPEST
                    + " expansions deep; does it call itself without an end?";
        }
        Invocation invocation = new Invocation(macro, operands, arguments(operands));
        percent = null;
        String problem = invocation.read();
        if (percent != null) {
            return percent;
        }
        Map<String, String> actuals = invocation.actuals();
        if (actuals == null) {
            return problem;
        }
        BodyExpander expander = new BodyExpander(actuals, alternate, true, counters.expansion(true), counters);
        List<PreprocessedLine> lines = new ArrayList<>(macro.body().size());
        for (Statement s : macro.body()) {
            String line = expander.expand(s.text());
            if (spent(line)) {
                input.unwind();
                return tooMuch(macro.name());
            }
            lines.add(new ExpandedLine(line, s, Frame.Kind.MACRO, macro.name(), use));
        }
        input.push(lines.iterator());
        return problem;
    }

    private boolean spent(String line) {
        text += line.length();
        return text > MOST_TEXT || line.length() > LONGEST_LINE;
    }

    private static String tooMuch(String name) {
        return "'" + name + "' expands to more text than this assembler takes";
    }

    /** Reads {@code body} {@code count} times; {@return what is wrong, or null} */
    public @Nullable String repeat(long count, List<Statement> body, Statement use) {
        if (count <= 0 || body.isEmpty()) {
            return null;
        }
        if (tooDeep()) {
            return "repetitions and macros are more than " + InputStack.DEEPEST + " deep";
        }
        input.push(new Iterator<PreprocessedLine>() {
            private long round;
            private int next;

            @Override
            public boolean hasNext() {
                return round < count;
            }

            @Override
            public PreprocessedLine next() {
                Statement s = body.get(next++);
                if (next == body.size()) {
                    next = 0;
                    round++;
                }
                return new ExpandedLine(s.text(), s, Frame.Kind.REPT, ".rept", use);
            }
        });
        return null;
    }

    /** Expands {@code .irp} or {@code .irpc}; {@return what is wrong, or null} */
    public @Nullable String iterate(boolean characters, String operands, List<Statement> body, Statement use) {
        if (tooDeep()) {
            return "repetitions and macros are more than " + InputStack.DEEPEST + " deep";
        }
        int end = ArgumentText.token(operands, 0);
        if (end == 0) {
            return "expected the name of a parameter after " + (characters ? ".irpc" : ".irp");
        }
        String formal = operands.substring(0, end);
        percent = null;
        List<String> values = characters
                ? Repetition.characters(operands, end)
                : Repetition.values(arguments(operands), operands, end);
        if (percent != null) {
            return percent;
        }
        List<PreprocessedLine> lines = new ArrayList<>();
        for (String value : values.isEmpty() ? Collections.singletonList("") : values) {
            Map<String, String> actuals = new HashMap<>();
            actuals.put(formal, value);
            BodyExpander expander = new BodyExpander(actuals, alternate, false, counters.expansion(false), counters);
            for (Statement s : body) {
                String line = expander.expand(s.text());
                if (spent(line)) {
                    return tooMuch(".irp");
                }
                lines.add(new ExpandedLine(line, s, Frame.Kind.IRP, characters ? ".irpc" : ".irp", use));
            }
        }
        input.push(lines.iterator());
        return null;
    }

    private boolean tooDeep() {
        if (input.depth() > InputStack.DEEPEST) {
            input.unwind();
            return true;
        }
        return false;
    }

    private ArgumentText arguments(String operands) {
        return new ArgumentText(operands, alternate, (t, from, out) -> {
            ExpressionParser.Parsed parsed = ExpressionParser.parse(names, t, from);
            if (!(parsed.expression() instanceof Expression.Constant) || parsed.problem() != null) {
                percent = "the operator % needs a number that is known here: '" + t.substring(from) + "'";
            }
            out.append(parsed.expression() instanceof Expression.Constant k ? Long.toString(k.value()) : "0");
            return Math.max(parsed.end(), Math.min(new Cursor(t, from).at(), t.length()));
        });
    }
}
