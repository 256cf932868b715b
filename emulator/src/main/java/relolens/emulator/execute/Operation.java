package relolens.emulator.execute;

import relolens.emulator.cpu.CpuState;
import relolens.emulator.isa.Encoding;

/**
 * A word decoded once: its executor and its operands as slots of {@link CpuState#x} and plain numbers. Written by the
 * row's {@link Preparation} and not changed afterwards.
 */
public final class Operation {
    /** Number of this decoded instruction within its machine, dense from 0. */
    public final int slot;
    /** Virtual address it was fetched from. */
    public final long address;
    /** The bits. */
    public final int word;
    /** Its row. */
    public final Encoding encoding;

    /** Slot written for Rd or Rt (bits 4..0): XZR goes to the sink. */
    int d;
    /** Slot read for Rd or Rt. */
    int t;
    /** Slot of Rn (bits 9..5). */
    int n;
    /** Slot of Rm or Rs (bits 20..16), for reading. */
    int m;
    /** Slot of Ra or Rt2 (bits 14..10), for reading. */
    int a;
    /** Slot of Rt2, for writing. */
    int d2;
    /** The row's main number: immediate, offset, mask or branch target. */
    long imm;
    /** The row's second number: shift, condition, size, … */
    int k;

    private Executor executor = (core, op) -> {};

    /** @param preparation fills in operands and chooses the executor */
    public Operation(int slot, long address, int word, Encoding encoding, Preparation preparation) {
        this.slot = slot;
        this.address = address;
        this.word = word;
        this.encoding = encoding;
        this.t = bits(0, 5);
        this.d = t == 31 ? CpuState.SINK : t;
        this.n = bits(5, 5);
        this.m = bits(16, 5);
        this.a = bits(10, 5);
        this.d2 = a == 31 ? CpuState.SINK : a;
        this.executor = preparation.prepare(this);
    }

    /** Executes it. */
    public void execute(Core core) {
        executor.execute(core, this);
    }

    /** {@return the row's main number as decoded: immediate, mask, offset or branch target} */
    public long number() {
        return imm;
    }

    int bits(int lsb, int width) {
        return word >>> lsb & (1 << width) - 1;
    }

    long signedBits(int lsb, int width) {
        int field = word << 32 - lsb - width >> 32 - width;
        return field;
    }

    /** {@return whether bit 31 selects the 64-bit form} */
    boolean wide() {
        return word < 0;
    }

    /** Register number 31 as Rn means SP here. */
    void baseIsStack() {
        if (n == 31) {
            n = CpuState.SP;
        }
    }

    /** Register number 31 as Rd means SP here. */
    void resultIsStack() {
        if (t == 31) {
            d = CpuState.SP;
        }
    }
}
