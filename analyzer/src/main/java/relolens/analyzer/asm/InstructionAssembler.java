package relolens.analyzer.asm;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Origin;
import relolens.analyzer.syntax.Expression;
import relolens.analyzer.syntax.ExpressionParser;
import relolens.analyzer.syntax.Statement;
import relolens.emulator.isa.Encoder;
import relolens.emulator.isa.Fixup;
import relolens.emulator.isa.Isa;
import relolens.emulator.isa.OperandReader;

/** Instructions: text to words by the table, expressions and register names by the symbol table. */
final class InstructionAssembler {
    private final Assembly assembly;

    InstructionAssembler(Assembly assembly) {
        this.assembly = assembly;
    }

    /** Reads expressions as they stand and remembers them. */
    private final class Reader implements OperandReader {
        final Map<Integer, Pending.Read> read = new HashMap<>();
        private final Statement statement;
        private final int start;

        /** @param start where the operands begin in {@code statement} */
        Reader(Statement statement, int start) {
            this.statement = statement;
            this.start = start;
        }

        @Override
        public Value expression(String text, int from) {
            ExpressionParser.Parsed parsed = ExpressionParser.parse(assembly.symbols, text, from);
            Pending.Read before = read.put(from, new Pending.Read(parsed.expression(), parsed.end()));
            if (before == null && parsed.warning() != null) {
                assembly.problems.warning(
                        "odd-expression", parsed.warning(), statement.origin(start + from, start + parsed.end()));
            }
            Long constant = parsed.problem() != null ? null : assembly.evaluator.constant(parsed.expression());
            return new Value(constant, parsed.expression(), parsed.end(), parsed.problem());
        }

        @Override
        public @Nullable String registerAlias(String name) {
            return assembly.symbols.register(name);
        }

        /** {@return from where to where {@code expression} was read} */
        int[] place(Object expression, int length) {
            for (Map.Entry<Integer, Pending.Read> e : read.entrySet()) {
                if (e.getValue().expression().equals(expression)) {
                    return new int[] {e.getKey(), e.getValue().end()};
                }
            }
            return new int[] {0, length};
        }
    }

    void assemble(Statement s, String mnemonic, int from, int after) {
        String text = s.text();
        int start = after;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        String operands = text.substring(start);
        if (!Encoder.isMnemonic(mnemonic)) {
            if (assembly.problems.isCText(text, s.origin())) {
                return;
            }
            throw new BadOperand(
                    "unknown-mnemonic",
                    "unknown mnemonic '" + mnemonic + "'; expected an A64 instruction, a directive, or a macro defined"
                            + " before this line" + suggestion(mnemonic),
                    from,
                    after);
        }
        Reader reader = new Reader(s, start);
        Encoder.Result result = Encoder.encode(mnemonic, operands, reader, assembly.target.target());
        if (result.problem() == null && afterData()) {
            // Again from the place where it really stands; a line that is wrong must move nothing.
            alignAfterData();
            reader = new Reader(s, start);
            result = Encoder.encode(mnemonic, operands, reader, assembly.target.target());
        }
        if (result.problem() != null) {
            Encoder.Result elsewhere = Encoder.encode(mnemonic, operands, reader);
            boolean lacking = elsewhere.problem() == null;
            boolean whole = result.problemFrom() < 0;
            String message = mnemonic + ": " + result.problem();
            int wrongFrom = whole ? from : start + result.problemFrom();
            int wrongTo = whole ? after : start + Math.max(result.problemFrom() + 1, result.problemTo());
            if (!lacking || assembly.target.said()) {
                throw new BadOperand(lacking ? "not-on-target" : "bad-operand", message, wrongFrom, wrongTo);
            }
            assembly.problems.warning("not-on-target", message, s.origin(wrongFrom, wrongTo));
            result = elsewhere;
            alignAfterData();
        }
        Origin origin = s.origin(from, text.length());
        Place at = word(result.word(), origin);
        String odd = Unpredictable.why(result.word());
        if (odd != null) {
            assembly.problems.warning("unpredictable", mnemonic + ": " + odd, origin);
        }
        for (Fixup fixup : result.fixups()) {
            int[] place = reader.place(fixup.expression(), operands.length());
            fix(at, fixup, mnemonic, operands, reader.read, s.origin(start + place[0], start + place[1]));
        }
    }

    private boolean afterData() {
        OutputSection section = assembly.sections.section();
        return section.code() && section.mapping.inData();
    }

    private String suggestion(String mnemonic) {
        return assembly.problems.plenty()
                ? ""
                : Nearest.suggestion(
                        mnemonic.toLowerCase(Locale.ROOT), Isa.a64().mnemonics());
    }

    /** Code after data in a code section begins at a word boundary; labels before it stay where they are. */
    void alignAfterData() {
        OutputSection section = assembly.sections.section();
        if (afterData()) {
            section.mapping.gap(assembly.sections.here(), true);
            assembly.sections.align(2, null, 0);
            assembly.symbols.moved();
        }
    }

    private void fix(
            Place at, Fixup fixup, String mnemonic, String operands, Map<Integer, Pending.Read> read, Origin origin) {
        if (!assembly.sections.writable() || !(fixup.expression() instanceof Expression value)) {
            return;
        }
        String operator = fixup.modifier();
        if (!operator.isEmpty() && !fits(at, fixup, operands, read, origin)) {
            return;
        }
        if (fixup.kind() == Fixup.Kind.LITERAL_POOL) {
            int size = fixup.accessBytes() == 16 ? 16 : fixup.accessBytes() == 8 ? 8 : 4;
            value = assembly.pools.entry(value, size, origin);
            fixup = new Fixup(Fixup.Kind.LITERAL19, "", value, fixup.accessBytes());
        }
        assembly.pending.add(new Pending.Code(at, fixup, value, mnemonic, operands, Map.copyOf(read), origin));
    }

    /** Refuses relocation operators where they mean nothing. */
    private boolean fits(Place at, Fixup fixup, String operands, Map<Integer, Pending.Read> read, Origin origin) {
        int word = at.fragment().word(at.offset());
        int end = read.values().stream()
                .filter(r -> r.expression().equals(fixup.expression()))
                .mapToInt(Pending.Read::end)
                .findFirst()
                .orElse(operands.length());
        boolean shifted = fixup.kind() == Fixup.Kind.MOVW16 && operands.indexOf(',', end) >= 0;
        if (RelocationTypes.of(fixup, word) == null || shifted) {
            List<String> fitting = RelocationTypes.operators(fixup);
            assembly.problems.error(
                    "no-relocation",
                    "':" + fixup.modifier() + ":' cannot stand in this operand"
                            + (shifted
                                    ? " together with a shift: it says which 16 bits are meant"
                                    : fitting.isEmpty()
                                            ? ", which takes no relocation operator"
                                            : "; it takes " + String.join(" ", fitting)),
                    origin);
            return false;
        }
        if (fixup.modifier().equals("tprel_hi12")) {
            // ADD with its immediate shifted by 12, even where the source does not say so.
            at.fragment().put(at.offset(), 4, word | 1 << 22);
        }
        return true;
    }

    /** Appends an instruction word; {@return where it stands} */
    Place word(int word, Origin origin) {
        assembly.sections.section().mapping.instruction(assembly.sections.here());
        Place at = assembly.sections.emit(4, word);
        // GNU as lets code stand in .bss, for whatever that may be worth.
        assembly.sections.takeBadStore();
        assembly.symbols.moved();
        assembly.lines.instruction(at);
        if (assembly.sections.writable()) {
            assembly.code.add(new Assembly.CodePlace(at, origin));
        }
        return at;
    }

    /** Encodes once more, now that every value is known. */
    Encoder.Result again(Pending.Code code) {
        return Encoder.encode(code.mnemonic(), code.operands(), new OperandReader() {
            @Override
            public Value expression(String text, int from) {
                Pending.Read read = code.read().get(from);
                if (read == null) {
                    return new Value(null, new Expression.Constant(0), from, "expected an expression");
                }
                return new Value(assembly.evaluator.constant(read.expression()), read.expression(), read.end(), null);
            }

            @Override
            public @Nullable String registerAlias(String name) {
                return assembly.symbols.register(name);
            }
        });
    }

    /** {@return the words placed, in the order they were written} */
    List<Assembly.CodePlace> placed() {
        return assembly.code;
    }
}
