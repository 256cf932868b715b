package relolens.server.writing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;

/** What a list of mnemonics tells of each. */
final class Mnemonics {
    /**
     * @param operands of its first form, and how many more there are
     * @param feature what its forms need, "" if one of them needs nothing
     * @param special whether it is of floating point, vectors or a spelling of a condition
     */
    record Summary(String operands, String feature, boolean special) {}

    private static final Map<String, Summary> KNOWN = new ConcurrentHashMap<>();
    private static final Pattern CONDITIONAL = Pattern.compile("b(c?\\.|[a-z]{2})[a-z]*");

    private Mnemonics() {}

    static Summary summary(String mnemonic) {
        return KNOWN.computeIfAbsent(mnemonic, Mnemonics::work);
    }

    private static Summary work(String mnemonic) {
        List<Encoding> rows = Isa.a64().byMnemonic(mnemonic);
        List<Form> forms = Form.of(mnemonic);
        String first = forms.isEmpty() ? "" : forms.get(0).operandText();
        String more = forms.size() > 1 ? " (+" + (forms.size() - 1) + ")" : "";
        boolean plain = rows.stream().anyMatch(r -> r.feature().isEmpty());
        boolean special = rows.stream()
                .allMatch(r -> r.isScalable()
                        || r.feature().startsWith("simd")
                        || r.feature().startsWith("fp")
                        || r.mnemonic().equals("b")
                                && CONDITIONAL.matcher(mnemonic).matches()
                                && mnemonic.length() > 2);
        String feature = plain || rows.isEmpty() ? "" : rows.get(0).feature();
        return new Summary(first + more, feature, special);
    }
}
