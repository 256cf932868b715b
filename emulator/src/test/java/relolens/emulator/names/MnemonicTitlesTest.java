package relolens.emulator.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;

class MnemonicTitlesTest {
    @Test
    void everyMnemonicOfTheTableHasATitleAndNothingElseHas() {
        TreeSet<String> wanted = new TreeSet<>();
        for (String mnemonic : Isa.a64().mnemonics()) {
            if (!Isa.a64().byMnemonic(mnemonic).stream().allMatch(Encoding::isScalable)
                    && !Isa.a64().byMnemonic(mnemonic).stream()
                            .allMatch(r -> r.feature().matches("s[vm]e.*"))) {
                wanted.add(mnemonic);
            }
        }
        TreeSet<String> titled = new TreeSet<>();
        MnemonicTitles.titled().forEach(titled::add);
        assertThat(titled).isEqualTo(wanted);
    }

    @Test
    void suffixesAddTheirWords() {
        assertThat(MnemonicTitles.of("ldaddalb"))
                .isEqualTo("add to memory, atomic; the old value is the result, acquire and release, byte");
        assertThat(MnemonicTitles.of("B.HS")).isEqualTo("branch within 1 MiB if unsigned >=");
        assertThat(MnemonicTitles.of("copy_page")).isEmpty();
    }
}
