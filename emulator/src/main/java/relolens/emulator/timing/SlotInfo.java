package relolens.emulator.timing;

import relolens.emulator.isa.Effects;
import relolens.emulator.isa.TimingClass;
import relolens.emulator.machine.DecodedInstruction;

/** What the cycle model looks up of one decoded instruction on every execution, worked out once. */
final class SlotInfo {
    /** A register that is always ready. */
    static final int NONE = 33;

    private static final String INDIRECT_CALL = "pipeline.indirect_call";
    private static final long FLAGS = 1L << Effects.NZCV;

    final DecodedInstruction instruction;
    final int number;
    final TimingClass timing;
    final long latency;
    final long occupancy;
    /** By how much the register that is added to a product may come later than the others. */
    final long shortcut;

    final int accumulator;
    final int vectorAccumulators;
    final int pipe;
    final long reads;
    /** Registers that are ready with the result. */
    final long results;
    /** Address register of a write-back, ready after an addition; -1 without one. */
    final int writeback;

    /** The first two registers read, {@link #NONE} where there are fewer. */
    final int first;

    final int other;
    /** Whether the two are not all that an issue waits for. */
    final boolean waitsForMore;
    /** The one register that is ready with the result; NONE if there is none or there are several. */
    final int result;

    final boolean publishesMore;
    /** Second register of a pair that is loaded, -1 without one, and by how much it comes after the first. */
    final int second;

    final long secondLatency;
    final int vectorReads;
    final int vectorWrites;
    final boolean conditional;
    final boolean indirect;
    final boolean branch;
    /** From what follows the taken branch before this one to what follows this one, at least. */
    final long keepsDistance;

    /** From issue to the moved base register. */
    final long writebackLatency;

    final boolean backward;
    final boolean nonTemporal;
    final Effects.SystemKind system;
    /** Whether it is a system instruction of any kind but a hint. */
    final boolean special;

    long count;
    long ticks;
    final long[] stalls = new long[Cause.values().length];
    /** The same of executions that were not watched, extrapolated from those that were. */
    long skippedCount;

    long skippedTicks;
    final long[] skippedStalls = new long[Cause.values().length];

    SlotInfo(DecodedInstruction i, CoreModel core) {
        instruction = i;
        number = i.slot();
        timing = Shape.timing(i.encoding(), i.word(), core.integer("pipeline.free_left_shift"));
        accumulator = Shape.accumulator(i.encoding(), i.word());
        ClassTiming t = core.timing(timing);
        boolean narrow = Shape.narrow(i.encoding(), i.word());
        double own = narrow ? t.narrow() : Shape.registerOffset(i.encoding()) ? t.registerOffset() : t.latency();
        boolean computed = Shape.registerOffset(i.encoding()) || Shape.literal(i.encoding());
        double taken = narrow && !computed
                ? t.narrowEvery()
                : Shape.zero(i.encoding(), i.word()) ? t.zeroEvery() : t.every() * Shape.part(i.encoding());
        boolean adds = accumulator >= 0 && t.withAddend() > 0;
        latency = Ticks.of(adds ? t.withAddend() : own);
        shortcut = adds ? 0 : Ticks.of(t.latency()) - Ticks.of(t.accumulate());
        pipe = t.pipe();
        double wide = Shape.quadword(i.encoding(), i.word()) ? 128.0 / core.bits(pipe) : 1;
        occupancy = Ticks.of((adds ? t.withAddendEvery() : taken) * wide / core.units(pipe));
        writebackLatency = Ticks.of(t.writeback());
        Effects e = i.effects();
        Effects.Flow f = e.flow();
        conditional = f != null && f.kind() == Effects.FlowKind.CONDITIONAL;
        // A predicted branch needs its flags when it is resolved, not when it issues.
        boolean joins = conditional && core.integer("pipeline.branch_joins") != 0;
        reads = joins ? e.reads() & ~FLAGS : e.reads();
        vectorReads = Shape.vectorReads(i.encoding(), i.word(), e.vectorReads());
        vectorWrites = e.vectorWrites();
        vectorAccumulators = Shape.vectorAccumulators(i.encoding(), i.word(), vectorReads);
        second = Shape.second(i.encoding(), i.word());
        secondLatency = second < 0 || t.second() <= own ? 0 : Ticks.of(t.second() - own);
        Effects.MemoryAccess m = e.memory();
        writeback = m != null && m.writeback() != Effects.Writeback.NONE ? m.base() : -1;
        results = writeback < 0 ? e.writes() : e.writes() & ~(1L << writeback);
        long behindFirst = reads & reads - 1;
        first = reads == 0 ? NONE : Long.numberOfTrailingZeros(reads);
        other = behindFirst == 0 ? NONE : Long.numberOfTrailingZeros(behindFirst);
        waitsForMore = (behindFirst & behindFirst - 1) != 0 || vectorReads != 0 || accumulator >= 0;
        boolean one = Long.bitCount(results) == 1;
        result = one ? Long.numberOfTrailingZeros(results) : NONE;
        publishesMore = !one && results != 0 || vectorWrites != 0 || writeback >= 0;
        indirect = f != null && (f.kind() == Effects.FlowKind.INDIRECT || f.kind() == Effects.FlowKind.INDIRECT_CALL);
        branch = f != null;
        boolean apart = f != null && f.kind() == Effects.FlowKind.INDIRECT_CALL && core.has(INDIRECT_CALL);
        keepsDistance = Ticks.of(core.number(apart ? INDIRECT_CALL : "pipeline.taken_branch"));
        backward = f != null && f.offset() < 0;
        nonTemporal = i.encoding().id().startsWith("STNP");
        system = e.system() == null ? Effects.SystemKind.HINT : e.system().kind();
        special = system != Effects.SystemKind.HINT;
    }
}
