package relolens.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relolens.emulator.isa.Effects.AccessKind;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;
import relolens.emulator.isa.Effects.Writeback;
import relolens.emulator.names.SystemNames;

class EffectsTest {
    private static Effects of(String line) {
        int space = line.indexOf(' ');
        Encoder.Result r = Encoder.encode(
                space < 0 ? line : line.substring(0, space),
                space < 0 ? "" : line.substring(space + 1),
                new PlainReader());
        assertThat(r.problem()).as(line).isNull();
        Effects e = Isa.a64().effects(r.word());
        assertThat(e).as(line).isNotNull();
        return e;
    }

    private static MemoryAccess memory(String line) {
        MemoryAccess m = of(line).memory();
        assertThat(m).as(line).isNotNull();
        return m;
    }

    private static SystemEffect system(String line) {
        SystemEffect s = of(line).system();
        assertThat(s).as(line).isNotNull();
        return s;
    }

    private static long set(int... registers) {
        long bits = 0;
        for (int r : registers) {
            bits |= 1L << r;
        }
        return bits;
    }

    @Test
    void everyRegisterOfTheSyntaxIsReadOrWritten() {
        List<String> forgotten = new ArrayList<>();
        for (Row row : Isa.a64().rows()) {
            if (row.base != row) {
                continue;
            }
            for (Operand o : row.syntax().operands()) {
                String key = o.key();
                if (!key.isEmpty()
                        && !row.access().reads.contains(key)
                        && !row.access().writes.contains(key)) {
                    forgotten.add(row.encoding.id() + " " + key);
                }
            }
        }
        assertThat(forgotten).isEmpty();
    }

    @Test
    void everyWordOfEveryRowHasEffects() {
        for (int word : WordSamples.ofEveryRow(50, new Random(2))) {
            Effects e = Isa.a64().effects(word);
            assertThat(e == null).isEqualTo(Isa.a64().decode(word) == null);
            if (e != null) {
                assertThat((e.reads() | e.writes()) >>> 33).isZero();
                MemoryAccess m = e.memory();
                if (m != null && m.writeback() != Writeback.NONE) {
                    assertThat(e.writesRegister(m.base())).isTrue();
                }
                if (m != null && m.base() >= 0) {
                    assertThat(e.readsRegister(m.base())).isTrue();
                }
            }
        }
    }

    @Test
    void registersAndFlags() {
        assertThat(of("add x1, x2, x3").writes()).isEqualTo(set(1));
        assertThat(of("add x1, x2, x3").reads()).isEqualTo(set(2, 3));
        assertThat(of("add sp, sp, #16").writes()).isEqualTo(set(Effects.SP));
        assertThat(of("add x1, xzr, x3").reads()).isEqualTo(set(3));
        assertThat(of("cmp x1, x2").writes()).isEqualTo(set(Effects.NZCV));
        assertThat(of("csel x1, x2, x3, eq").reads()).isEqualTo(set(2, 3, Effects.NZCV));
        assertThat(of("movk x1, #2").reads()).isEqualTo(set(1));
        assertThat(of("bfi x1, x2, #3, #4").reads()).isEqualTo(set(1, 2));
        assertThat(of("mov x1, sp").reads()).isEqualTo(set(Effects.SP));
        assertThat(of("paciasp").reads()).isEqualTo(set(30, Effects.SP));
        assertThat(of("casp x0, x1, x2, x3, [x4]").reads()).isEqualTo(set(0, 1, 2, 3, 4));
        assertThat(of("casp x0, x1, x2, x3, [x4]").writes()).isEqualTo(set(0, 1));
        assertThat(of("mov v1.16b, v2.16b").vectorWrites()).isEqualTo(2);
        assertThat(of("ld1 {v31.16b, v0.16b}, [x1]").vectorWrites()).isEqualTo(1 << 31 | 1);
    }

    @Test
    void memoryAccesses() {
        assertThat(memory("ldp x0, x1, [x2], #16"))
                .isEqualTo(new MemoryAccess(
                        AccessKind.LOAD,
                        8,
                        2,
                        2,
                        -1,
                        "",
                        0,
                        16,
                        Writeback.POST,
                        false,
                        false,
                        false,
                        List.of(0, 1),
                        false));
        assertThat(memory("stnp x3, x4, [sp, #-32]"))
                .isEqualTo(new MemoryAccess(
                        AccessKind.STORE,
                        8,
                        2,
                        31,
                        -1,
                        "",
                        0,
                        -32,
                        Writeback.NONE,
                        false,
                        false,
                        true,
                        List.of(3, 4),
                        false));
        assertThat(memory("ldr w0, [x1, w2, sxtw #2]"))
                .isEqualTo(new MemoryAccess(
                        AccessKind.LOAD,
                        4,
                        1,
                        1,
                        2,
                        "sxtw",
                        2,
                        0,
                        Writeback.NONE,
                        false,
                        false,
                        false,
                        List.of(0),
                        false));
        assertThat(memory("ldr x0, [x1, x2]").extend()).isEqualTo("lsl");
        assertThat(memory("str q5, [x1, #-16]!"))
                .isEqualTo(new MemoryAccess(
                        AccessKind.STORE,
                        16,
                        1,
                        1,
                        -1,
                        "",
                        0,
                        -16,
                        Writeback.PRE,
                        false,
                        false,
                        false,
                        List.of(5),
                        true));
        assertThat(memory("ldr x0, 64").base()).isEqualTo(-1);
        assertThat(memory("ldr x0, 64").offset()).isEqualTo(64);
        assertThat(memory("ldrh w0, [x1, #6]").offset()).isEqualTo(6);
        assertThat(memory("ldaxr w0, [x1]").kind()).isEqualTo(AccessKind.LOAD_EXCLUSIVE);
        assertThat(memory("ldaxr w0, [x1]").acquire()).isTrue();
        assertThat(memory("stlxr w0, x1, [x2]").release()).isTrue();
        assertThat(memory("stlxr w0, x1, [x2]").data()).containsExactly(1);
        assertThat(memory("ldaddal w0, w1, [x2]").kind()).isEqualTo(AccessKind.ATOMIC);
        assertThat(memory("ldaddal w0, w1, [x2]").acquire()).isTrue();
        assertThat(memory("ldaddl w0, w1, [x2]").acquire()).isFalse();
        assertThat(memory("ldaddl w0, w1, [x2]").release()).isTrue();
        assertThat(memory("ld1 {v0.16b-v3.16b}, [x0], #64").bytes()).isEqualTo(64);
        assertThat(memory("ld1 {v0.16b-v3.16b}, [x0], #64").offset()).isEqualTo(64);
        assertThat(memory("ld1 {v0.16b-v3.16b}, [x0], x5").index()).isEqualTo(5);
        assertThat(memory("prfm pldl1keep, [x0, #8]").kind()).isEqualTo(AccessKind.PREFETCH);
        assertThat(memory("ldraa x0, [x1, #-8]").offset()).isEqualTo(-8);
        assertThat(of("add x0, x1, x2").memory()).isNull();
        assertThat(of("dc zva, x0").memory()).isNull();
    }

    @Test
    void controlFlow() {
        assertThat(of("b 16").flow()).isEqualTo(new Effects.Flow(FlowKind.BRANCH, 16, -1, -1, -1));
        assertThat(of("bl -16").flow()).isEqualTo(new Effects.Flow(FlowKind.CALL, -16, -1, -1, -1));
        assertThat(of("bl -16").writes()).isEqualTo(set(30));
        assertThat(of("b.ne 8").flow()).isEqualTo(new Effects.Flow(FlowKind.CONDITIONAL, 8, -1, 1, -1));
        assertThat(of("tbz x3, #40, 8").flow()).isEqualTo(new Effects.Flow(FlowKind.CONDITIONAL, 8, 3, -1, 40));
        assertThat(of("cbz x3, 8").flow()).isEqualTo(new Effects.Flow(FlowKind.CONDITIONAL, 8, 3, -1, -1));
        assertThat(of("br x4").flow()).isEqualTo(new Effects.Flow(FlowKind.INDIRECT, 0, 4, -1, -1));
        assertThat(of("ret").flow()).isEqualTo(new Effects.Flow(FlowKind.RETURN, 0, 30, -1, -1));
        assertThat(of("retaa").flow()).isEqualTo(new Effects.Flow(FlowKind.RETURN, 0, 30, -1, -1));
        assertThat(of("eret").flow()).isEqualTo(new Effects.Flow(FlowKind.EXCEPTION_RETURN, 0, -1, -1, -1));
        assertThat(of("brk #1").flow()).isEqualTo(new Effects.Flow(FlowKind.STOP, 0, -1, -1, -1));
    }

    @Test
    void systemEffects() {
        int sctlr = SystemNames.pack(3, 0, 1, 0, 0);
        assertThat(system("msr SCTLR_EL1, x3"))
                .isEqualTo(new SystemEffect(SystemKind.WRITE_REGISTER, "sctlr_el1", sctlr, 3, 0));
        assertThat(system("mrs x3, s3_0_c1_c0_0"))
                .isEqualTo(new SystemEffect(SystemKind.READ_REGISTER, "sctlr_el1", sctlr, 3, 0));
        assertThat(system("msr daifset, #3")).isEqualTo(new SystemEffect(SystemKind.WRITE_PSTATE, "daifset", 0, 31, 3));
        assertThat(system("dc civac, x1"))
                .isEqualTo(new SystemEffect(SystemKind.DC, "civac", SystemNames.pack(1, 3, 7, 14, 1), 1, 0));
        assertThat(system("ic iallu").name()).isEqualTo("iallu");
        assertThat(system("ic iallu").register()).isEqualTo(31);
        assertThat(system("tlbi vae1is, x2").kind()).isEqualTo(SystemKind.TLBI);
        assertThat(system("tlbi vmalle1").name()).isEqualTo("vmalle1");
        assertThat(system("at s1e1r, x2").kind()).isEqualTo(SystemKind.AT);
        assertThat(system("sys #3, C15, C1, #0, x1").kind()).isEqualTo(SystemKind.SYS);
        assertThat(system("dsb ish")).isEqualTo(new SystemEffect(SystemKind.DSB, "ish", 0, 31, 11));
        assertThat(system("dmb ishst").name()).isEqualTo("ishst");
        assertThat(system("isb")).isEqualTo(new SystemEffect(SystemKind.ISB, "sy", 0, 31, 15));
        assertThat(system("wfi")).isEqualTo(new SystemEffect(SystemKind.HINT, "wfi", 0, 31, 3));
        assertThat(system("bti c").name()).isEqualTo("bti");
        assertThat(system("hvc #7")).isEqualTo(new SystemEffect(SystemKind.HVC, "", 0, 31, 7));
        assertThat(system("udf #9").immediate()).isEqualTo(9);
    }
}
