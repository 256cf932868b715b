package relolens.emulator.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SystemNamesTest {
    @Test
    void namesAndEncodingsGoBothWays() {
        for (String name : SystemNames.registers()) {
            int code = SystemNames.register(name);
            assertThat(SystemNames.register(SystemNames.registerName(code, false)))
                    .isEqualTo(code);
            assertThat(SystemNames.register(SystemNames.genericName(code).toUpperCase(java.util.Locale.ROOT)))
                    .isEqualTo(code);
        }
        assertThat(SystemNames.registerName(SystemNames.pack(3, 7, 15, 15, 7), false))
                .isEqualTo("s3_7_c15_c15_7");
    }

    @Test
    void namesThatAreNoneAreRefused() {
        for (String name : new String[] {
            "", "nosuch", "s3_8_c0_c0_0", "s3_0_c16_c0_0", "s3_0_c1_c0", "s3_0_c1_c0_0x", "s4_0_c1_c0_0"
        }) {
            assertThat(SystemNames.register(name)).as(name).isEqualTo(-1);
        }
        assertThat(SystemNames.operation("dc", "iallu")).isNull();
    }

    @Test
    void operationsSayWhetherTheyTakeARegister() {
        SystemNames.Operation civac = SystemNames.operation("dc", "CIVAC");
        assertThat(civac).isNotNull();
        assertThat(civac.takesRegister()).isTrue();
        assertThat(SystemNames.operation(civac.encoding())).isEqualTo(civac);
        assertThat(SystemNames.operations("tlbi")).hasSizeGreaterThan(70);
        assertThat(SystemNames.operations("ic"))
                .extracting(SystemNames.Operation::takesRegister)
                .containsExactly(false, false, true);
    }

    @Test
    void optionsHaveNames() {
        assertThat(SystemNames.barrier(11)).isEqualTo("ish");
        assertThat(SystemNames.barrier(0)).isEmpty();
        assertThat(SystemNames.prefetch(17)).isEqualTo("pstl1strm");
        SystemNames.PstateField f = SystemNames.pstate("DAIFSet");
        assertThat(f).isNotNull();
        assertThat(SystemNames.pstate(f.op1(), f.op2(), 3)).isEqualTo(f);
    }

    @Test
    void registersOfSingleCoresAreExplainedButNotAssembled() {
        assertThat(ImplementationDefined.named("S3_0_C15_C1_4"))
                .extracting(ImplementationDefined.Register::name)
                .containsExactly("cpuectlr_el1");
        assertThat(ImplementationDefined.named("cpuectlr_el1")).hasSize(2);
        for (ImplementationDefined.Register r : ImplementationDefined.all()) {
            assertThat(SystemNames.register(r.name())).as(r.name()).isEqualTo(-1);
            assertThat(SystemNames.registerName(r.encoding(), false)).startsWith("s3_");
            assertThat(r.encoding() >> 7 & 15).as(r.name()).isIn(11, 15);
        }
    }
}
