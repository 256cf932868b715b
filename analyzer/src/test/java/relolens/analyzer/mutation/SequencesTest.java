package relolens.analyzer.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import relolens.analyzer.Sources;

class SequencesTest {
    /** Sections of the Arm ARM (DDI 0487), by title, that the marks in the sequences name. */
    static final Map<String, String> CITATIONS = new TreeMap<>(Map.of(
            "ID", "Synchronization and coherency issues between data and instruction accesses",
            "CM", "Ordering and completion of data and instruction cache instructions",
            "TLB",
                    "TLB maintenance requirements and the TLB maintenance instructions; Ordering and completion of TLB maintenance instructions",
            "BBM", "Using break-before-make when updating translation table entries",
            "PT", "Ordering of memory accesses from translation table walks",
            "SYS", "Synchronization requirements for AArch64 System registers",
            "OFF", "The effects of disabling an address translation stage",
            "MIS", "Mismatched memory attributes",
            "DSB", "Data Synchronization Barrier (DSB); Wait for Event mechanism and Send event"));

    @Test
    void everyNeededInstructionHasACitation() throws IOException {
        Set<String> used = new HashSet<>();
        for (Sequence s : Sequence.all()) {
            assertTrue(!s.needed().isEmpty(), s.name());
            s.needed().forEach(n -> used.add(n.citation()));
        }
        assertEquals(CITATIONS.keySet(), used);
    }

    @Test
    void everyRewritingAssembles() throws IOException {
        List<Sequence> all = Sequence.all();
        assertTrue(all.size() >= 30);
        for (Sequence s : all) {
            for (Rewriting r : Rewriting.values()) {
                String text = r.apply(s.lines(), s.fixed());
                assertEquals(List.of(), Sources.analyze(text).problems(), text);
            }
        }
    }
}
