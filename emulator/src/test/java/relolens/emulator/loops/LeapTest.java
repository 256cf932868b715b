package relolens.emulator.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relolens.emulator.execute.Bindings;
import relolens.emulator.execute.Operation;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;
import relolens.emulator.machine.Machine;
import relolens.emulator.machine.MachineConfig;
import relolens.emulator.machine.Snippet;
import relolens.emulator.machine.Stop;
import relolens.emulator.memory.LittleEndian;
import relolens.emulator.memory.RamRegion;

/** Rounds carried out at once must leave what rounds carried out one by one leave, and what is no such loop is left alone. */
class LeapTest {
    private static final long RAM = 0x4000_0000L;
    private static final long SOURCE = RAM + 0x20_0000;
    private static final long DESTINATION = RAM + 0x40_0000;
    private static final int BYTES = 4 * 4096;

    private static @Nullable SteppingLoop read(String text) {
        byte[] code = new Snippet(RAM, text).bytes();
        Bindings bindings = new Bindings(Isa.a64());
        Operation[] body = new Operation[code.length / 4];
        for (int i = 0; i < body.length; i++) {
            int word = LittleEndian.get32(code, 4 * i);
            Encoding row = Isa.a64().decode(word);
            assertThat(row).isNotNull();
            body[i] = new Operation(i, RAM + 4L * i, word, row, bindings.of(row));
        }
        return BodyReader.read(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1:;ldp x8, x9, [x5];stp x8, x9, [x7];add x5, x5, #16;add x7, x7, #16;cmp x7, x6;b.lo 1b",
                "1:;ldp x8, x9, [x5], #16;stp x8, x9, [x7], #16;subs x6, x6, #16;b.ne 1b",
                "1:;ldr x8, [x5, #8]!;str x8, [x7, #8]!;tst x7, #4095;b.ne 1b",
                "1:;ldr w8, [x5], #4;str w8, [x7], #4;sub x6, x6, #1;cbnz x6, 1b",
                "1:;ldp x2, x3, [x1];ldp x4, x5, [x1, #16];add x1, x1, #32;stnp x2, x3, [x0];"
                        + "stnp x4, x5, [x0, #16];add x0, x0, #32;tst x1, #4095;b.ne 1b",
                "1:;dc civac, x7;add x7, x7, x3;cmp x7, x6;b.lo 1b",
                "1:;dc cvac, x7;add x7, x7, #64;sub x2, x2, #1;tbz x2, #63, 1b",
                "1:;prfm pldl1keep, [x5];nop;add x5, x5, #64;cmp x5, x6;b.ls 1b",
            })
    void loopsThatOnlyStepAreRecognised(String text) {
        assertThat(read(labelled(text))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // what is loaded is used
                "1:;ldr x8, [x5], #8;add x2, x2, x8;cmp x5, x6;b.lo 1b",
                "1:;ldr x5, [x5];cbnz x5, 1b",
                "1:;ldr x8, [x5], #8;str x8, [x7], #8;cmp x8, x6;b.ne 1b",
                // the byte order, the amount or the width changes on the way
                "1:;ldp x8, x9, [x5], #16;stp x9, x8, [x7], #16;subs x6, x6, #16;b.ne 1b",
                "1:;ldr w8, [x5], #4;str x8, [x7], #8;subs x6, x6, #1;b.ne 1b",
                "1:;ldr x8, [x5], #8;str x8, [x7], #16;subs x6, x6, #1;b.ne 1b",
                "1:;ldp x8, x9, [x5], #16;str x8, [x7], #8;subs x6, x6, #1;b.ne 1b",
                // what is stored was loaded in the round before
                "1:;str x8, [x7], #8;ldr x8, [x5], #8;subs x6, x6, #1;b.ne 1b",
                // the step itself steps
                "1:;dc civac, x7;add x7, x7, x3;add x3, x3, #64;cmp x7, x6;b.lo 1b",
                // flags are not this round's, or of another kind
                "1:;dc civac, x7;add x7, x7, #64;b.lo 1b",
                "1:;dc civac, x7;add x7, x7, #64;tst x7, #4095;b.mi 1b",
                // 32 bits wrap elsewhere
                "1:;dc civac, x7;add x7, x7, #64;cmp w7, w6;b.lo 1b",
                // more than stepping
                "1:;dc zva, x7;add x7, x7, #64;cmp x7, x6;b.lo 1b",
                "1:;ldar x8, [x5];stlr x8, [x7];add x5, x5, #8;add x7, x7, #8;cmp x7, x6;b.lo 1b",
                "1:;dsb sy;add x7, x7, #64;cmp x7, x6;b.lo 1b",
            })
    void otherLoopsAreNot(String text) {
        assertThat(read(labelled(text))).isNull();
    }

    private static String labelled(String text) {
        return text.replace("1:", "again:").replace("1b", "again");
    }

    private static Machine machine(String text, long[] registers) {
        Machine machine = new Machine(MachineConfig.plain(new RamRegion(RAM, 16 << 20)));
        Snippet snippet = new Snippet(RAM, text).into(machine.memory());
        machine.memory().write64(RAM + 0x1_0008, RAM | 1 << 10 | 3 << 8 | 1);
        machine.cpu().register("ttbr0_el2", RAM + 0x1_0000);
        machine.cpu().register("tcr_el2", 25 | 1 << 8 | 1 << 10 | 3 << 12 | 2 << 16);
        machine.cpu().register("mair_el2", 0xff);
        machine.cpu().register("sctlr_el2", 0x30c5_1835L);
        Random bytes = new Random(7);
        for (int i = 0; i < BYTES + 4096; i += 8) {
            machine.memory().write64(SOURCE + i, bytes.nextLong());
            machine.memory().write64(DESTINATION + i, bytes.nextLong());
        }
        for (int n = 0; n < registers.length; n++) {
            machine.cpu().x(n, registers[n]);
        }
        machine.addExit(snippet.end());
        machine.cpu().pc = RAM;
        return machine;
    }

    private static void agrees(String text, long[] registers, long most) {
        Machine leaping = machine(text, registers);
        Stop end = leaping.run(most, () -> false);
        Machine walking = machine(text, registers);
        Stop stop = new Stop.Limit(1);
        while (stop instanceof Stop.Limit && walking.instructions() < leaping.instructions()) {
            stop = walking.run(1, () -> false);
        }
        String what = text + " " + Arrays.toString(registers) + " " + end;
        assertThat(walking.instructions()).as(what).isEqualTo(leaping.instructions());
        assertThat(leaping.cpu().pc).as(what).isEqualTo(walking.cpu().pc);
        assertThat(leaping.cpu().x).as(what).isEqualTo(walking.cpu().x);
        assertThat(leaping.cpu().nzcv).as(what).isEqualTo(walking.cpu().nzcv);
        assertThat(leaping.memory().sha256(RAM, 8 << 20))
                .as(what)
                .isEqualTo(walking.memory().sha256(RAM, 8 << 20));
    }

    @Test
    void roundsAtOnceLeaveWhatSingleRoundsLeave() {
        Random random = new Random(20261130);
        for (int i = 0; i < 250; i++) {
            String text = randomLoop(random);
            long[] registers = new long[16];
            int align = List.of(1, 8, 8, 64, 64, 4096).get(random.nextInt(6));
            registers[5] = SOURCE + random.nextInt(4096) / align * align;
            registers[7] = DESTINATION + random.nextInt(4096) / align * align;
            if (random.nextInt(8) == 0) {
                // Into itself: what is written is read again.
                registers[7] = registers[5] + 8L * random.nextInt(64) - 256;
            }
            registers[3] = 16L << random.nextInt(4);
            registers[4] = registers[7];
            registers[6] = registers[7] + 16L * random.nextInt(700);
            registers[2] = 1 + random.nextInt(500);
            agrees(text, registers, random.nextInt(3) == 0 ? random.nextInt(4000) : 30_000);
        }
    }

    private static String randomLoop(Random random) {
        List<String> body = new ArrayList<>();
        int pairs = 1 + random.nextInt(4);
        boolean post = random.nextBoolean();
        String store = random.nextBoolean() && !post ? "stnp" : "stp";
        for (int i = 0; i < pairs; i++) {
            String from = post ? "[x5], #16" : "[x5, #" + 16 * i + "]";
            body.add("ldp x" + (8 + 2 * i % 4) + ", x" + (9 + 2 * i % 4) + ", " + from);
            if (random.nextInt(12) == 0) {
                body.add("add x14, x14, x8");
            }
            String to = post ? "[x7], #16" : "[x7, #" + 16 * i + "]";
            body.add(store + " x" + (8 + 2 * i % 4) + ", x" + (9 + 2 * i % 4) + ", " + to);
        }
        if (!post) {
            List<String> steps = new ArrayList<>(List.of("add x5, x5, #" + 16 * pairs, "add x7, x7, #" + 16 * pairs));
            Collections.shuffle(steps, random);
            body.addAll(steps);
        }
        if (random.nextInt(3) == 0) {
            body.add("dc civac, x4");
            body.add("add x4, x4, x3");
        }
        String[] ends = {
            "cmp x7, x6;b.lo again",
            "cmp x6, x7;b.hi again",
            "cmp x7, x6;b.ls again",
            "subs x2, x2, #1;b.ne again",
            "subs x2, x2, #3;b.gt again",
            "subs x2, x2, #3;b.ge again",
            "subs x2, x2, #3;b.pl again",
            "sub x2, x2, #1;cbnz x2, again",
            "sub x2, x2, #1;tbz x2, #63, again",
            "tst x7, #4032;b.ne again",
        };
        return "again:;" + String.join(";", body) + ";" + ends[random.nextInt(ends.length)] + ";mov x15, x8";
    }
}
