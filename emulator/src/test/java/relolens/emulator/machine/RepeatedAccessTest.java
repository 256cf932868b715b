package relolens.emulator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relolens.emulator.cache.CacheGeometry;
import relolens.emulator.cache.CacheMode;
import relolens.emulator.cache.WriteStreaming;
import relolens.emulator.memory.MemoryType;
import relolens.emulator.memory.RamRegion;
import relolens.emulator.mmu.TlbGeometry;

/**
 * An access to the page of the last one goes a short way through the bus. It must do and tell what the long way does: each
 * program runs once in one go, and once instruction by instruction, which makes every access find its page anew.
 */
class RepeatedAccessTest {
    private static final long RAM = 0x4000_0000L;
    private static final long DATA = RAM + 0x20_0000;

    private enum Memory {
        CACHED,
        UNTRANSLATED
    }

    private static final class Diary implements MachineListener {
        private final List<String> lines = new ArrayList<>();

        private void say(String what, Object... values) {
            lines.add(what + List.of(values));
        }

        @Override
        public void retired(DecodedInstruction instruction, long nextAddress) {
            say("retired", instruction.address(), nextAddress);
        }

        @Override
        public void data(boolean store, long va, long pa, int bytes, MemoryType type, int level, boolean allocated) {
            say("data", store, va, pa, bytes, type, level, allocated);
        }

        @Override
        public void storing(long pa, int bytes, MemoryType type) {
            say("storing", pa, bytes, type);
        }

        @Override
        public void writeBack(long pa, int fromLevel, boolean toMemory) {
            say("write back", pa, fromLevel, toMemory);
        }

        @Override
        public void streamed(long pa, int bytes, int toLevel) {
            say("streamed", pa, bytes, toLevel);
        }

        @Override
        public void walk(long va, boolean secondLevelHit, int descriptorReads, boolean instruction) {
            say("walk", va, secondLevelHit, descriptorReads, instruction);
        }

        @Override
        public void descriptor(long pa, int level, boolean cacheable) {
            say("descriptor", pa, level, cacheable);
        }

        @Override
        public void maintenance(DecodedInstruction instruction, long va, long pa, int level, boolean dirty) {
            say("maintenance", va, pa, level, dirty);
        }

        @Override
        public void exception(int targetEl, long syndrome, long returnAddress, long vector) {
            say("exception", syndrome, returnAddress);
        }
    }

    private static Machine machine(String text, Memory kind, CacheMode mode, Random values) {
        CacheGeometry caches = CacheGeometry.SMALL_CORE
                .withMode(mode)
                .withStreaming(WriteStreaming.afterLines(3, 12).withNonTemporal(true));
        Machine machine = new Machine(new MachineConfig(
                List.of(new RamRegion(RAM, 16 << 20)),
                caches,
                new TlbGeometry(4, 2, 64, 4),
                Map.of(),
                2,
                16,
                64 << 20,
                true));
        Snippet snippet = new Snippet(RAM, text).into(machine.memory());
        // Pages of 4 KiB for the data, a block for the rest.
        machine.memory().write64(RAM + 0x1_0008, RAM + 0x1_1000 | 3);
        for (int i = 0; i < 512; i++) {
            machine.memory().write64(RAM + 0x1_1000 + 8L * i, RAM + ((long) i << 21) | 1 << 10 | 3 << 8 | 1);
            machine.memory().write64(RAM + 0x1_2000 + 8L * i, DATA + ((long) i << 12) | 1 << 10 | 3 << 8 | 3);
        }
        machine.memory().write64(RAM + 0x1_1008, RAM + 0x1_2000 | 3);
        machine.cpu().register("ttbr0_el2", RAM + 0x1_0000);
        machine.cpu().register("tcr_el2", 25 | 1 << 8 | 1 << 10 | 3 << 12 | 2 << 16);
        machine.cpu().register("mair_el2", 0xff);
        machine.cpu().register("sctlr_el2", kind == Memory.CACHED ? 0x30c5_1835L : 0x30c5_0830L);
        for (int i = 0; i < 0x2_0000; i += 8) {
            machine.memory().write64(DATA + i, values.nextLong());
        }
        machine.cpu().x(5, DATA + 64L * values.nextInt(128) + 8L * values.nextInt(3));
        machine.cpu().x(7, DATA + 0x8000 + 64L * values.nextInt(128) + (values.nextInt(4) == 0 ? 4 : 0));
        machine.cpu().x(4, machine.cpu().x(7) & -64L);
        machine.cpu().x(2, 20 + values.nextInt(150));
        machine.addExit(snippet.end());
        machine.cpu().pc = RAM;
        return machine;
    }

    private static String program(Random random, Memory kind) {
        List<String> body = new ArrayList<>();
        for (int n = 2 + random.nextInt(6); n > 0; n--) {
            int offset = 8 * random.nextInt(12);
            body.add(
                    switch (random.nextInt(12)) {
                        case 0, 1 -> "ldp x8, x9, [x5, #" + offset + "]";
                        case 2, 3 -> "stp x8, x9, [x7, #" + offset + "]";
                        case 4 -> "stnp x8, x9, [x7, #" + offset + "]";
                        case 5 -> "ldr x10, [x7, #" + offset + "]";
                        case 6 -> "str w10, [x5, #" + offset + "]";
                        case 7 ->
                            kind == Memory.CACHED ? "ldur x11, [x5, #" + (offset + 5) + "]" : "ldrb w11, [x5, #3]";
                        case 8 -> kind == Memory.CACHED ? "stur x8, [x7, #" + (offset + 3) + "]" : "strb w8, [x7, #9]";
                        case 9 -> "dc civac, x4";
                        case 10 -> "dsb sy";
                        default -> "strh w9, [x7, #" + offset + "]";
                    });
        }
        body.add("add x5, x5, #" + 8 * random.nextInt(12));
        body.add("add x7, x7, #" + 8 * random.nextInt(12));
        body.add("add x4, x4, #64");
        return "again:;" + String.join(";", body) + ";subs x2, x2, #1;b.ne again";
    }

    @ParameterizedTest
    @EnumSource(Memory.class)
    void theShortWayTellsWhatTheLongOneDoes(Memory kind) {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            String text = program(random, kind);
            CacheMode mode = random.nextBoolean() ? CacheMode.DATA : CacheMode.TAGS;
            Machine once = machine(text, kind, mode, new Random(seed));
            Diary brief = new Diary();
            once.listen(brief);
            Stop end = once.run(200_000, () -> false);
            Machine steps = machine(text, kind, mode, new Random(seed));
            Diary full = new Diary();
            steps.listen(full);
            Stop stop = new Stop.Limit(1);
            while (stop instanceof Stop.Limit && steps.instructions() < once.instructions()) {
                stop = steps.run(1, () -> false);
            }
            String what = seed + " " + mode + " " + text + " " + end;
            assertThat(steps.instructions()).as(what).isEqualTo(once.instructions());
            assertThat(brief.lines).as(what).isEqualTo(full.lines);
            assertThat(once.cpu().x).as(what).isEqualTo(steps.cpu().x);
            once.caches().flush();
            steps.caches().flush();
            assertThat(once.memory().sha256(RAM, 8 << 20))
                    .as(what)
                    .isEqualTo(steps.memory().sha256(RAM, 8 << 20));
        }
    }
}
