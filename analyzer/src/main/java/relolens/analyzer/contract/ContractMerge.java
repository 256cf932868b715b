package relolens.analyzer.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Puts what several speakers say into one contract: per kind of clause (per register for roles) the nearest wins. */
final class ContractMerge {
    private ContractMerge() {}

    /** @param layers nearest first */
    static Contract of(String routine, List<List<Clause>> layers, @Nullable Profile profile) {
        Map<String, Clause.Register> registers = new LinkedHashMap<>();
        List<Clause.Allow> allows = new ArrayList<>();
        Contract.Core core = Contract.Core.UNKNOWN;
        for (List<Clause> layer : layers) {
            Map<String, Clause.Register> said = new LinkedHashMap<>();
            of(Clause.Register.class, layer).forEach(r -> said.put(r.register(), r));
            said.forEach(registers::putIfAbsent);
            allows.addAll(of(Clause.Allow.class, layer));
            for (Clause.Cpu cpu : of(Clause.Cpu.class, layer)) {
                core = merge(core, cpu);
            }
        }
        List<Clause.Expect> expects = nearest(Clause.Expect.class, layers);
        return new Contract(
                routine,
                nearest(Clause.Entry.class, layers),
                registers,
                core,
                nearest(Clause.Run.class, layers),
                expects.isEmpty() ? null : expects.get(expects.size() - 1),
                allows,
                profile == null ? null : profile.name(),
                profile == null ? "" : profile.abi());
    }

    private static <T extends Clause> List<T> of(Class<T> kind, List<Clause> layer) {
        return layer.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static <T extends Clause> List<T> nearest(Class<T> kind, List<List<Clause>> layers) {
        for (List<Clause> layer : layers) {
            List<T> found = of(kind, layer);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static Contract.Core merge(Contract.Core nearer, Clause.Cpu c) {
        return new Contract.Core(
                first(nearer.idc(), c.idc()),
                first(nearer.dic(), c.dic()),
                first(nearer.line(), c.line()),
                first(nearer.bbm(), c.bbm()),
                nearer.stage2() != null ? nearer.stage2() : c.stage2());
    }

    private static OptionalInt first(OptionalInt a, OptionalInt b) {
        return a.isPresent() ? a : b;
    }
}
