package relolens.analyzer.asm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.macro.InputStack;
import relolens.analyzer.macro.MacroRoom;
import relolens.analyzer.source.Origin;
import relolens.analyzer.source.SourceLoader;
import relolens.analyzer.source.Span;

/** Everything one unit's assembly is made of; the directive families share it. */
final class Assembly {
    final String file;
    final SourceLoader loader;
    final List<String> includeDirs;
    final Problems problems;
    final Sections sections;
    final SymbolTable symbols;
    final Evaluator evaluator = new Evaluator();
    final Conditionals conditionals;
    final InputStack input;
    final MacroRoom macros;
    final LiteralPools pools;
    final LineTable lines = new LineTable();
    final CallFrames frames = new CallFrames();
    final InstructionAssembler instructions;
    final List<Pending> pending = new ArrayList<>();
    final List<CodePlace> code = new ArrayList<>();
    final Map<String, VersionDirectives.Versions> versions = new LinkedHashMap<>();
    final List<FileName> fileNames = new ArrayList<>();
    /** Texts are being left before their end: blocks open in them are no mistake. */
    boolean leaving;
    /** Told of each statement that is assembled. */
    Consumer<Expanded> heard = e -> {};

    /** {@code .end} or the like was met. */
    boolean ended;

    /** An instruction word's place and text. */
    record CodePlace(Place at, Origin origin) {}

    /** A {@code .file "name"}. */
    record FileName(String name, Origin origin) {}

    final TargetState target;

    Assembly(PreprocessedUnit unit, SourceLoader loader, List<String> includeDirs, TargetState target) {
        this.target = target;
        this.file = unit.file();
        this.loader = loader;
        this.includeDirs = includeDirs;
        Origin start = new Origin(Span.of(unit.file(), 1, 1, 0), List.of());
        problems = new Problems(unit.file(), unit.problems());
        sections = new Sections(start);
        symbols = new SymbolTable(sections, start);
        conditionals = new Conditionals(problems);
        input = new InputStack(this::textEnded);
        macros = new MacroRoom(input, symbols);
        pools = new LiteralPools(this);
        instructions = new InstructionAssembler(this);
        input.push(unit.lines().iterator());
    }

    private void textEnded(int depth) {
        conditionals.textEnded(depth, leaving || input.unwinding());
    }

    /** Tells all rooms that a statement begins. */
    void at(Origin origin) {
        sections.at(origin);
        symbols.at(origin);
    }

    /** {@code .org}: what is undefined here counts as zero, with a warning, as GNU as does. */
    void org(relolens.analyzer.syntax.Expression target, byte fill, Operands o) {
        Linear linear = evaluator.evaluate(target);
        Symbol plus = linear.plus();
        byte[] pattern = {fill};
        if (plus != null && !plus.defined() && linear.minus() == null) {
            plus.referenced = true;
            problems.warning(
                    "bad-org",
                    o.directive() + ": '" + plus.name() + "' is not defined before this line; zero is taken for it",
                    o.origin());
            sections.org(new relolens.analyzer.syntax.Expression.Constant(0), pattern);
        } else {
            sections.org(target, pattern);
        }
    }

    /** Appends a value of {@code size} bytes that may not be known before the end. */
    void data(int size, relolens.analyzer.syntax.Expression value, Origin origin) {
        Long constant = evaluator.constant(value);
        Place at = sections.emit(size, constant == null ? 0 : constant);
        symbols.moved();
        if (constant == null) {
            sections.storeUnknown();
        }
        if (constant == null && sections.writable()) {
            pending.add(new Pending.Data(at, size, value, origin));
        }
    }
}
