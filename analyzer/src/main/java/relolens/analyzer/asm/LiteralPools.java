package relolens.analyzer.asm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relolens.analyzer.source.Origin;
import relolens.analyzer.syntax.Expression;

/** Constants and addresses that {@code ldr rT, =value} needs nearby: one pool a subsection and entry size. */
final class LiteralPools {
    private record Key(OutputSection section, int subsection) {}

    private record Entry(Expression value, Origin origin) {}

    private static final class Pool {
        final List<Entry> entries = new ArrayList<>();
        final Symbol label;

        Pool(Symbol label) {
            this.label = label;
        }
    }

    private static final int[] SIZES = {4, 8, 16};
    private static final int MOST_ENTRIES = 1 << 15;

    private final Assembly assembly;
    private final Map<Key, Map<Integer, Pool>> pools = new LinkedHashMap<>();

    LiteralPools(Assembly assembly) {
        this.assembly = assembly;
    }

    /** {@return the place where {@code value} will stand, {@code size} (4, 8 or 16) bytes wide} */
    Expression entry(Expression value, int size, Origin origin) {
        if (!usable(value)) {
            assembly.problems.error(
                    "bad-operand",
                    "expected a number that is known here, or a symbol plus or minus a number, after '='",
                    origin);
        }
        Sections.Position here = assembly.sections.current();
        Pool pool = pools.computeIfAbsent(new Key(here.section(), here.subsection()), k -> new LinkedHashMap<>())
                .computeIfAbsent(size, k -> new Pool(new Symbol("literal pool", origin)));
        Long constant = assembly.evaluator.constant(value);
        Expression wanted = constant == null ? value : new Expression.Constant(constant);
        Linear linear = assembly.evaluator.evaluate(wanted);
        int index = 0;
        while (index < pool.entries.size()) {
            Expression other = pool.entries.get(index).value();
            if (other.equals(wanted)
                    || linear.problem() == null
                            && assembly.evaluator.evaluate(other).equals(linear)) {
                break;
            }
            index++;
        }
        if (index == pool.entries.size() && index < MOST_ENTRIES) {
            pool.entries.add(new Entry(wanted, origin));
        }
        return new Expression.Binary(
                Expression.Operator.ADD,
                new Expression.Reference(pool.label),
                new Expression.Constant((long) index * size));
    }

    private boolean usable(Expression value) {
        if (value instanceof Expression.Big || assembly.evaluator.constant(value) != null) {
            return true;
        }
        Linear linear = assembly.evaluator.evaluate(value);
        return linear.problem() == null && linear.minus() == null;
    }

    /** Puts the pools of the current subsection here. */
    void flush() {
        Sections.Position here = assembly.sections.current();
        Map<Integer, Pool> here3 = pools.remove(new Key(here.section(), here.subsection()));
        if (here3 == null) {
            return;
        }
        for (int size : SIZES) {
            Pool pool = here3.get(size);
            if (pool != null) {
                place(pool, size);
            }
        }
    }

    private void place(Pool pool, int size) {
        OutputSection section = assembly.sections.section();
        section.mapping.gap(assembly.sections.here(), section.code());
        assembly.sections.align(Integer.numberOfTrailingZeros(size), new byte[] {0}, 0);
        pool.label.define(assembly.sections.here(), pool.label.origin());
        section.mapping.data(assembly.sections.here());
        for (Entry entry : pool.entries) {
            if (entry.value() instanceof Expression.Big big) {
                assembly.sections.emit(DataDirectives.littleEndian(big.value(), size));
            } else {
                assembly.data(size, entry.value(), entry.origin());
            }
        }
    }

    /** Puts every pool still waiting at the end of its subsection, the youngest first. */
    void flushAll() {
        List<Key> waiting = new ArrayList<>(pools.keySet());
        for (int i = waiting.size() - 1; i >= 0; i--) {
            assembly.sections.move(new Sections.Position(
                    waiting.get(i).section(), waiting.get(i).subsection()));
            flush();
        }
    }
}
