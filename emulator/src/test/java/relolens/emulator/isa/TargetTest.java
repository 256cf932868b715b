package relolens.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import relolens.emulator.names.Target;

class TargetTest {
    private static Target architecture(String name) {
        Target target = Target.architecture(name).target();
        assertThat(target).as(name).isNotNull();
        return target;
    }

    @Test
    void architecturesBringWhatTheyWereBuiltOn() {
        assertThat(Target.standard().has("simd+ras")).isTrue();
        assertThat(Target.standard().has("lse")).isFalse();
        assertThat(architecture("armv8.4-a").has("lse+flagm+v8.4")).isTrue();
        assertThat(architecture("armv8-r").has("lor")).isFalse();
        assertThat(Target.everything().has("sme-i64+v8r+cssc")).isTrue();
    }

    @Test
    void extensionsBringWhatTheyNeedAndTakeAlongWhatNeedsThem() {
        assertThat(architecture("armv8-a+sve2-aes").has("sve2+fp16+aes")).isTrue();
        assertThat(architecture("armv9-a+nofp").has("sve")).isFalse();
        assertThat(architecture("armv8.2-a+crypto+nosha2").has("aes")).isTrue();
        assertThat(architecture("armv8.2-a+crypto+nosha2").has("sha2")).isFalse();
    }

    @Test
    void coresAreNamesForArchitecturesWithExtensions() {
        Target core = Target.cpu("cortex-a76").target();
        assertThat(core).isNotNull();
        assertThat(core.has("v8.2+dotprod")).isTrue();
        assertThat(core.has("ssbs")).isFalse();
    }

    @Test
    void namesNobodyKnowsAreProblemsThatListTheKnown() {
        assertThat(Target.architecture("armv8").problem()).contains("'armv8'", "armv8.8-a");
        assertThat(Target.cpu("cortex-a99").problem()).contains("'cortex-a99'", "cortex-a72");
        assertThat(Target.architecture("armv8-a+foo").problem()).contains("'foo'", "crypto");
        assertThat(Target.architecture("armv8-a+nolse+crc").problem()).contains("before");
        assertThat(Target.architecture("armv8-a+").problem()).contains("expected");
    }

    @Test
    void anInstructionTheTargetHasNotIsRefusedWithWhatWouldTurnItOn() {
        Encoder.Result r = Encoder.encode("ldadd", "x0, x1, [x2]", new PlainReader(), Target.standard());
        assertThat(r.problem())
                .contains("needs lse")
                .contains(".arch_extension lse")
                .contains(".arch armv8.1-a");
        assertThat(Encoder.encode("irg", "x0, x1", new PlainReader(), Target.standard())
                        .problem())
                .contains(".arch armv8.5-a+memtag");
        assertThat(Encoder.encode("ldadd", "x0, x1, [x2]", new PlainReader(), architecture("armv8-a+lse"))
                        .problem())
                .isNull();
    }
}
