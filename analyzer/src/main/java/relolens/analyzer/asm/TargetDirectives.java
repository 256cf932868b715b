package relolens.analyzer.asm;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.syntax.Expression;
import relolens.emulator.names.Target;

/** What only the AArch64 back end of GNU as knows. */
final class TargetDirectives {
    private final Assembly assembly;

    TargetDirectives(Assembly assembly) {
        this.assembly = assembly;
    }

    void register(Map<String, Directive> directives) {
        directives.put(".inst", this::instruction);
        directives.put(".ltorg", o -> pool(o));
        directives.put(".pool", o -> pool(o));
        directives.put(".reloc", this::relocation);
        directives.put(".arch", o -> target(o, Target::architecture, true));
        directives.put(".cpu", o -> target(o, Target::cpu, true));
        directives.put(
                ".arch_extension", o -> target(o, n -> assembly.target.target().extension(n), false));
        directives.put(".tlsdesccall", o -> descriptor(o, 569));
        directives.put(".tlsdescadd", o -> descriptor(o, 568));
        directives.put(".tlsdescldr", o -> descriptor(o, 567));
        directives.put(".nop", o -> {
            o.end();
            assembly.instructions.alignAfterData();
            assembly.sections.section().mapping.again(assembly.sections.here());
            assembly.instructions.word(0xd503201f, o.origin());
        });
    }

    private void instruction(Operands o) {
        if (o.atEnd()) {
            return;
        }
        assembly.instructions.alignAfterData();
        do {
            int from = o.cursor().skipSpace().at();
            Expression e = o.expression();
            Long word = assembly.evaluator.constant(e);
            if (word == null) {
                throw o.bad("expected a number that is known here", from);
            }
            if (word >> 32 != 0 && word >> 31 != -1) {
                assembly.problems.warning(
                        "value-truncated",
                        ".inst: 0x" + Long.toHexString(word) + " has more than 32 bits; the upper ones are cut",
                        o.statement().origin(from, o.cursor().at()));
            }
            assembly.instructions.word(word.intValue(), o.origin());
        } while (o.comma());
        o.end();
    }

    private void target(Operands o, Function<String, Target.Parsed> parse, boolean outright) {
        String name = o.text().replace(" ", "");
        // Only the command line may ask for all.
        Target.Parsed parsed = name.startsWith("all") ? new Target.Parsed(null, null) : parse.apply(name);
        Target target = parsed.target();
        if (target == null) {
            String problem = parsed.problem();
            throw o.bad(name.isEmpty() ? "expected a name" : problem == null ? "unknown name '" + name + "'" : problem);
        }
        assembly.target.set(target, outright);
    }

    /** Marks the instruction that follows as part of a thread-local descriptor sequence. */
    private void descriptor(Operands o, int type) {
        Expression symbol = o.expression();
        o.end();
        assembly.instructions.alignAfterData();
        assembly.pending.add(new Pending.Mark(assembly.sections.here(), type, symbol, o.origin()));
    }

    private void pool(Operands o) {
        o.end();
        assembly.pools.flush();
    }

    private void relocation(Operands o) {
        Expression offset = o.expression();
        if (!o.comma()) {
            throw o.bad("expected ',' and the relocation's name");
        }
        int from = o.cursor().skipSpace().at();
        String name = o.name();
        Integer type = RelocationTypes.byName(name);
        if (type == null) {
            throw o.bad(
                    "unknown relocation '" + name + "'; expected a name of the AArch64 ELF ABI, as R_AARCH64_ABS64",
                    from);
        }
        @Nullable Expression value = o.comma() ? o.expression() : null;
        o.end();
        assembly.pending.add(new Pending.Explicit(assembly.sections.here(), offset, type, value, o.origin()));
    }
}
