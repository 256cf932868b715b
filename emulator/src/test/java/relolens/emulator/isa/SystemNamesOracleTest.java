package relolens.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import relolens.emulator.names.SystemNames;

@Tag("oracle")
class SystemNamesOracleTest {
    private static final int MRS = 0xd5300000;
    private static final int MSR = 0xd5100000;
    private static final int SYS = 0xd5080000;

    @Test
    void everyRegisterEncodingHasObjdumpsName() {
        int[] words = new int[1 << 16];
        for (int i = 0; i < 1 << 15; i++) {
            words[i] = MRS | i << 5;
            words[i + (1 << 15)] = MSR | i << 5;
        }
        List<String> theirs = GnuTools.objdump(words);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            String ours = Disassembler.print(words[i], 0);
            if (!ours.equals(theirs.get(i))) {
                wrong.add(ours + " / " + theirs.get(i));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyOperationOfSysIsObjdumps() {
        int[] words = new int[1 << 14];
        for (int i = 0; i < words.length; i++) {
            words[i] = SYS | i << 5 | 3;
        }
        List<String> theirs = GnuTools.objdump(words);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            String ours = Disassembler.print(words[i], 0);
            if (!ours.equals(theirs.get(i))) {
                wrong.add(ours + " / " + theirs.get(i));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyRegisterNameAssemblesToItsEncoding() {
        List<String> lines = new ArrayList<>();
        List<Integer> words = new ArrayList<>();
        for (String name : SystemNames.registers()) {
            lines.add("msr " + name + ", x3");
            words.add(MSR & ~(1 << 20) | SystemNames.register(name) << 5 | 3);
        }
        assertThat(lines).hasSizeGreaterThan(1000);
        List<String> realtimeOnly = new ArrayList<>();
        List<String> both = new ArrayList<>(lines);
        for (String message : GnuTools.as(lines).messages()) {
            if (message.contains("Error:")) {
                int line = Integer.parseInt(message.split(":")[1]) - 1;
                realtimeOnly.add(lines.get(line));
                both.set(line, String.format(".inst 0x%08x", words.get(line)));
            }
        }
        assertThat(GnuTools.as(both).words()).isEqualTo(words);
        List<Integer> realtime = new ArrayList<>();
        for (String line : realtimeOnly) {
            realtime.add(words.get(lines.indexOf(line)));
        }
        GnuTools.Assembled assembled = GnuTools.as(realtimeOnly, GnuTools.REALTIME);
        assertThat(assembled.words())
                .as(String.join("\n", assembled.messages()))
                .isEqualTo(realtime);
    }
}
