package relolens.emulator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import relolens.emulator.memory.RamRegion;

/** FEAT_MOPS, FEAT_CSSC and FEAT_HBC, which QEMU 7.2 does not have: judged by what Java's library says. */
class NewerInstructionsTest {
    private static final long CODE = 0x4000_0000L;
    private static final long DATA = 0x4010_0000L;

    private final Machine machine = new Machine(MachineConfig.plain(new RamRegion(CODE, 64 << 20)));

    private Stop run(String text) {
        Snippet snippet = new Snippet(CODE, text).into(machine.memory());
        machine.addExit(snippet.end());
        machine.cpu().pc = CODE;
        return machine.run(1_000_000, () -> false);
    }

    private byte[] memory(long from, int bytes) {
        byte[] read = new byte[bytes];
        machine.memory().read(from, read, 0, bytes);
        return read;
    }

    private void fill(long from, int bytes, Random random) {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        machine.memory().write(from, content, 0, bytes);
    }

    @Test
    void copiesAreThoseOfArraycopyInWhateverDirection() {
        Random random = new Random(1);
        for (int round = 0; round < 60; round++) {
            int size = random.nextInt(round < 50 ? 300 : 20_000);
            int from = random.nextInt(400);
            int to = random.nextInt(400);
            boolean forward = random.nextBoolean() && (to <= from || to >= from + size);
            fill(DATA, 21_000, random);
            byte[] expected = memory(DATA, 21_000);
            System.arraycopy(expected, from, expected, to, size);
            machine.cpu().x(0, DATA + to);
            machine.cpu().x(1, DATA + from);
            machine.cpu().x(2, size);
            String f = forward ? "f" : "";
            String option = new String[] {"", "n", "wn", "rn"}[random.nextInt(4)];
            String operands = " [x0]!, [x1]!, x2!\n";
            Stop stop = run("cpy" + f + "p" + option + operands + "cpy" + f + "m" + option + operands + "cpy" + f + "e"
                    + option + operands);
            assertThat(stop).isInstanceOf(Stop.ReachedExit.class);
            assertThat(memory(DATA, 21_000)).isEqualTo(expected);
            assertThat(machine.cpu().x(2)).isZero();
            boolean backward = !forward && from < to && to < from + size;
            assertThat(machine.cpu().x(0)).isEqualTo(DATA + to + (backward ? 0 : size));
            assertThat(machine.cpu().x(1)).isEqualTo(DATA + from + (backward ? 0 : size));
        }
    }

    @Test
    void setsFillWithTheLowByte() {
        Random random = new Random(2);
        for (int size : new int[] {0, 1, 7, 8, 9, 15, 100, 9001}) {
            fill(DATA, 9100, random);
            byte[] expected = memory(DATA, 9100);
            java.util.Arrays.fill(expected, 3, 3 + size, (byte) 0x5a);
            machine.cpu().x(0, DATA + 3);
            machine.cpu().x(1, size);
            machine.cpu().x(2, 0x1235aL);
            run("setp [x0]!, x1!, x2\nsetm [x0]!, x1!, x2\nsete [x0]!, x1!, x2");
            assertThat(memory(DATA, 9100)).isEqualTo(expected);
            assertThat(machine.cpu().x(0)).isEqualTo(DATA + 3 + size);
            assertThat(machine.cpu().x(1)).isZero();
        }
    }

    @Test
    void aFillThatFaultsSaysHowFarItCame() {
        long end = CODE + (64 << 20);
        machine.cpu().x(0, end - 24);
        machine.cpu().x(1, 40);
        Stop stop = run("setp [x0]!, x1!, xzr\nsetm [x0]!, x1!, xzr\nsete [x0]!, x1!, xzr");
        assertThat(stop).isInstanceOf(Stop.Fault.class);
        assertThat(machine.cpu().x(1)).isEqualTo(-16);
        assertThat(machine.cpu().x(0)).isEqualTo(end + 16);
    }

    @Test
    void minimaMaximaAndCounts() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            long a = random.nextLong() >> random.nextInt(64);
            long b = random.nextInt(4) == 0 ? a : random.nextLong() >> random.nextInt(64);
            machine.cpu().x(1, a);
            machine.cpu().x(2, b);
            run("smax x3, x1, x2\numin w4, w1, w2\nsmin w5, w1, #-7\numax x6, x1, #200\nabs w7, w1\nctz x8, x1\n"
                    + "cnt w9, w1\nsmax w10, w1, w2");
            assertThat(machine.cpu().x(3)).isEqualTo(Math.max(a, b));
            long low = Math.min(a & 0xffff_ffffL, b & 0xffff_ffffL);
            assertThat(machine.cpu().x(4)).isEqualTo(low);
            assertThat(machine.cpu().x(5)).isEqualTo(Math.min((int) a, -7) & 0xffff_ffffL);
            assertThat(machine.cpu().x(6)).isEqualTo(Long.compareUnsigned(a, 200) > 0 ? a : 200);
            assertThat(machine.cpu().x(7)).isEqualTo(Math.abs((int) a) & 0xffff_ffffL);
            assertThat(machine.cpu().x(8)).isEqualTo(Long.numberOfTrailingZeros(a));
            assertThat(machine.cpu().x(9)).isEqualTo(Integer.bitCount((int) a));
            assertThat(machine.cpu().x(10)).isEqualTo(Math.max((int) a, (int) b) & 0xffff_ffffL);
        }
    }

    @Test
    void consistentBranchesBranch() {
        machine.cpu().x(0, 3);
        assertThat(run("loop:\nsubs x0, x0, #1\nbc.ne loop")).isInstanceOf(Stop.ReachedExit.class);
        assertThat(machine.cpu().x(0)).isZero();
    }
}
