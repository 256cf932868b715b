package relolens.analyzer.unit;

import java.lang.ref.SoftReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.program.Program;

/**
 * Answers about routines, kept from one analysis to the next. A question holds all that its answer depends on, so one memory
 * may serve any files and any settings. What was not asked for longest goes first, and all of it goes before memory runs out.
 * Safe for use by several threads.
 */
public final class RoutineMemory {
    private final long most;
    private SoftReference<Map<RoutineQuestion, RoutineFacts>> kept = new SoftReference<>(null);
    private long weight;
    private long asked;
    private long computed;

    /** @param most how much may be kept, roughly, in bytes */
    public RoutineMemory(long most) {
        this.most = most;
    }

    /** A memory of an eighth of what the virtual machine may take. */
    public RoutineMemory() {
        this(Runtime.getRuntime().maxMemory() / 8);
    }

    /** {@return a memory that keeps nothing} */
    public static RoutineMemory none() {
        return new RoutineMemory(0);
    }

    RoutineFacts answer(RoutineQuestion question, Program unit) {
        RoutineFacts known = known(question);
        if (known != null) {
            return known;
        }
        RoutineFacts found = RoutineAnalysis.answer(question, unit);
        keep(question, found);
        return found;
    }

    private synchronized @Nullable RoutineFacts known(RoutineQuestion question) {
        asked++;
        Map<RoutineQuestion, RoutineFacts> all = kept.get();
        return all == null ? null : all.get(question);
    }

    private synchronized void keep(RoutineQuestion question, RoutineFacts facts) {
        computed++;
        Map<RoutineQuestion, RoutineFacts> all = kept.get();
        if (all == null) {
            all = new LinkedHashMap<>(64, 0.75f, true);
            kept = new SoftReference<>(all);
            weight = 0;
        }
        if (all.put(question, facts) == null) {
            weight += weight(question, facts);
        }
        Iterator<Map.Entry<RoutineQuestion, RoutineFacts>> oldest =
                all.entrySet().iterator();
        while (weight > most && oldest.hasNext()) {
            Map.Entry<RoutineQuestion, RoutineFacts> e = oldest.next();
            weight -= weight(e.getKey(), e.getValue());
            oldest.remove();
        }
    }

    private static long weight(RoutineQuestion question, RoutineFacts facts) {
        return question.excerpt().weight() + facts.weight();
    }

    /** {@return how much is kept, roughly, in bytes} */
    public synchronized long weight() {
        return kept.get() == null ? 0 : weight;
    }

    /** {@return how many questions were asked} */
    public synchronized long asked() {
        return asked;
    }

    /** {@return how many of them had to be worked out} */
    public synchronized long computed() {
        return computed;
    }
}
