package relolens.analyzer.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.contract.Clause.Statement;
import relolens.analyzer.source.Origin;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.Span;

/** Reads one clause. Never throws: what is wrong becomes a problem with its exact column and what was expected. */
public final class ClauseParser {
    /** Code of every problem this package reports; rule K01. */
    public static final String BAD_CONTRACT = "bad-contract";

    private static final String KINDS =
            "entry, cpu, run, expect, allow, assume, loop, state, or a register such as \"x0:\" or \"sp:\"";

    private final ClauseScanner in;
    private final Statement by;

    /** A clause, or the problem that kept it from being one. */
    public record Parsed(@Nullable Clause clause, @Nullable Problem problem) {}

    private ClauseParser(Statement by) {
        this.in = new ClauseScanner(by.text());
        this.by = by;
    }

    /** {@return what {@code by.text()} says} */
    public static Parsed parse(Statement by) {
        try {
            return new Parsed(new ClauseParser(by).clause(), null);
        } catch (BadClause e) {
            Span whole = by.span();
            int column = whole.column() + by.text().codePointCount(0, e.start);
            int length = by.text().codePointCount(e.start, e.end);
            Span span = Span.of(whole.file(), whole.line(), column, length);
            return new Parsed(null, problem(span, String.valueOf(e.getMessage())));
        }
    }

    static Problem problem(Span span, String message) {
        return new Problem(Severity.ERROR, BAD_CONTRACT, message, new Origin(span, List.of()));
    }

    private Clause clause() throws BadClause {
        String kind = in.word(KINDS);
        String register = register(kind);
        if (register != null) {
            in.require(':', kind);
            return new RoleParser(in, register, by).parse();
        }
        Clause clause = switch (kind) {
            case "entry" -> new Clause.Entry(state(), by);
            case "state" -> new Clause.State(state(), by);
            case "cpu" -> cpu();
            case "run" -> run();
            case "expect" -> expect();
            case "allow" -> allow();
            case "assume" -> assume();
            case "loop" -> loop();
            default -> throw in.wrong(KINDS);
        };
        if (!in.atEnd()) {
            throw in.expected("the end of the clause");
        }
        return clause;
    }

    private static @Nullable String register(String word) {
        String name = word.toLowerCase(Locale.ROOT);
        if (name.equals("fp")) {
            return "x29";
        }
        if (name.equals("lr")) {
            return "x30";
        }
        return RegisterNames.ALL.contains(name) ? name : null;
    }

    private MachineState state() throws BadClause {
        StateParser state = new StateParser();
        do {
            String key = in.word("one of " + StateParser.KEYS);
            if (!state.take(key, in)) {
                throw in.wrong("one of " + StateParser.KEYS);
            }
        } while (!in.atEnd());
        return state.state();
    }

    private Clause cpu() throws BadClause {
        OptionalInt idc = OptionalInt.empty();
        OptionalInt dic = OptionalInt.empty();
        OptionalInt line = OptionalInt.empty();
        OptionalInt bbm = OptionalInt.empty();
        String stage2 = null;
        do {
            String key = in.oneOf("one of", "idc", "dic", "line", "bbm", "stage2");
            in.require('=', key);
            switch (key) {
                case "idc":
                    idc = OptionalInt.of((int) in.number("idc", 0, 1));
                    break;
                case "dic":
                    dic = OptionalInt.of((int) in.number("dic", 0, 1));
                    break;
                case "line":
                    long bytes = in.powerOfTwo("cache line size");
                    if (bytes < 16 || bytes > 2048) {
                        throw in.wrong("a cache line size from 16 to 2048");
                    }
                    line = OptionalInt.of((int) bytes);
                    break;
                case "bbm":
                    bbm = OptionalInt.of((int) in.number("bbm", 0, 2));
                    break;
                default:
                    stage2 = in.oneOf("stage2", "none", "on", "unknown");
            }
        } while (!in.atEnd());
        return new Clause.Cpu(idc, dic, line, bbm, stage2, by);
    }

    private Clause run() throws BadClause {
        String name = in.word("a name and ':'");
        in.require(':', "the run's name");
        StateParser state = new StateParser();
        String core = null;
        String board = null;
        Map<String, RunValue> registers = new LinkedHashMap<>();
        String expected = "core=, board=, a register such as x0=, or one of " + StateParser.KEYS;
        while (!in.atEnd()) {
            String key = in.word(expected);
            String register = register(key);
            if (register != null) {
                if (registers.containsKey(register)) {
                    throw in.misplaced("\"" + key + "\" is given twice");
                }
                in.require('=', key);
                registers.put(register, ValueParser.value(in));
            } else if (key.equals("core")) {
                in.require('=', key);
                core = in.path("a core's name or file");
            } else if (key.equals("board")) {
                in.require('=', key);
                board = in.path("a board's name or file");
            } else if (!state.take(key, in)) {
                throw in.wrong(expected);
            }
        }
        return new Clause.Run(name, state.state(), core, board, ordered(registers), by);
    }

    private Clause expect() throws BadClause {
        String exit = null;
        boolean relocated = false;
        Map<String, RunValue> registers = new LinkedHashMap<>();
        String expected = "exit=, relocated, or a register such as x0=";
        do {
            String key = in.word(expected);
            String register = register(key);
            if (register != null) {
                in.require('=', key);
                registers.put(register, ValueParser.value(in));
            } else if (key.equals("relocated")) {
                relocated = true;
            } else if (key.equals("exit")) {
                in.require('=', key);
                exit = in.oneOf("exit", "br", "ret", "hvc", "smc", "eret");
            } else {
                throw in.wrong(expected);
            }
        } while (!in.atEnd());
        return new Clause.Expect(exit, relocated, ordered(registers), by);
    }

    private static Map<String, RunValue> ordered(Map<String, RunValue> map) {
        return Collections.unmodifiableMap(map);
    }

    private Clause allow() throws BadClause {
        String rule = in.word("a rule such as C03");
        if (!rule.matches("[A-Z][0-9]{2}")) {
            throw in.wrong("a rule such as C03");
        }
        String reason = in.quoted("the reason in quotes");
        if (reason.isBlank()) {
            throw in.misplaced("expected a reason between the quotes");
        }
        return new Clause.Allow(rule, reason, by);
    }

    private Clause assume() throws BadClause {
        String name = in.word("a register");
        String register = register(name);
        if (register == null) {
            throw in.wrong("a register (x0 to x30, sp)");
        }
        in.oneOf("a fact", "aligned");
        return new Clause.Assume(register, in.powerOfTwo("an alignment"), by);
    }

    private Clause loop() throws BadClause {
        in.oneOf("a bound", "max");
        in.require('=', "max");
        return new Clause.Loop(in.number("a count", 1, Long.MAX_VALUE), by);
    }
}
