package relolens.analyzer.compare;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.contract.Kimage;
import relolens.analyzer.contract.OnOff;
import relolens.analyzer.contract.RunValue;

/** A user's routine under a strategy: its own run clause, with the strategy's image in place of the clause's. */
final class TheirRun {
    private TheirRun() {}

    static boolean has(Contract contract, boolean mmu) {
        return find(contract, mmu) != null;
    }

    /** {@return the clause to run, or null if the routine has none for that MMU state} @param ours the strategy's clause */
    static Clause.@Nullable Run of(Contract contract, boolean mmu, Clause.Run ours) {
        Clause.Run theirs = find(contract, mmu);
        if (theirs == null) {
            return null;
        }
        Kimage wanted = ours.registers().values().stream()
                .filter(RunValue.KimageHead.class::isInstance)
                .map(v -> ((RunValue.KimageHead) v).kimage())
                .findFirst()
                .orElseThrow();
        Map<String, RunValue> registers = new LinkedHashMap<>(theirs.registers());
        registers.replaceAll((name, value) -> value instanceof RunValue.KimageHead head
                ? new RunValue.KimageHead(with(head.kimage().structure(), wanted))
                : value);
        return new Clause.Run(theirs.name(), theirs.state(), null, null, registers, theirs.by());
    }

    private static Clause.@Nullable Run find(Contract contract, boolean mmu) {
        for (Clause.Run run : contract.runs()) {
            boolean image = run.registers().values().stream().anyMatch(RunValue.KimageHead.class::isInstance);
            if (image && run.state().mmu() == (mmu ? OnOff.ON : OnOff.OFF)) {
                return run;
            }
        }
        return null;
    }

    private static Kimage with(boolean structure, Kimage k) {
        return new Kimage(
                structure,
                k.size(),
                k.order(),
                k.layout(),
                k.va(),
                k.granule(),
                k.blockMapped(),
                k.inPlacePercent(),
                k.dirtyPercent(),
                k.seed(),
                k.adversarial());
    }
}
