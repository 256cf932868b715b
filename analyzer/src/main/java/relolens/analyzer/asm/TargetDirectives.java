package relolens.analyzer.asm;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.syntax.Expression;

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
        // The table has one set of instructions, whatever architecture is asked for.
        for (String name : new String[] {".arch", ".cpu", ".arch_extension"}) {
            directives.put(name, o -> {
                if (o.text().isEmpty()) {
                    throw o.bad("expected a name");
                }
            });
        }
        for (String name : new String[] {".tlsdesccall", ".tlsdescadd", ".tlsdescldr"}) {
            directives.put(name, o -> {
                throw o.bad("thread-local descriptors are not supported", 0);
            });
        }
    }

    private void instruction(Operands o) {
        assembly.instructions.alignAfterData();
        do {
            int from = o.cursor().skipSpace().at();
            Expression e = o.expression();
            Long word = assembly.evaluator.constant(e);
            if (word == null) {
                throw o.bad("expected a number that is known here", from);
            }
            if (word >> 32 != 0 && word >> 31 != -1) {
                throw o.bad("0x" + Long.toHexString(word) + " has more than 32 bits", from);
            }
            assembly.instructions.word(word.intValue(), o.origin());
        } while (o.comma());
        o.end();
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
        String name = o.name();
        Integer type = RelocationTypes.byName(name);
        if (type == null) {
            throw o.bad("unknown relocation '" + name + "'", 0);
        }
        @Nullable Expression value = o.comma() ? o.expression() : null;
        o.end();
        assembly.pending.add(new Pending.Explicit(assembly.sections.here(), offset, type, value, o.origin()));
    }
}
