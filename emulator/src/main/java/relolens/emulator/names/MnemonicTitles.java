package relolens.emulator.names;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What instructions do, in a few words each, by mnemonic. */
public final class MnemonicTitles {
    private record Spelling(String name, String title) {}

    private static final class Loaded {
        static final Map<String, String> ALL = read();
    }

    private MnemonicTitles() {}

    /** {@return what {@code mnemonic} (any case) does; "" for what is no mnemonic or works on scalable vectors only} */
    public static String of(String mnemonic) {
        return Loaded.ALL.getOrDefault(mnemonic.toLowerCase(Locale.ROOT), "");
    }

    /** {@return every mnemonic that has a title} */
    static Iterable<String> titled() {
        return Loaded.ALL.keySet();
    }

    private static Map<String, String> read() {
        Map<String, List<Spelling>> groups = new HashMap<>();
        Map<String, String> titles = new HashMap<>();
        for (String line : Resource.lines("mnemonics.txt")) {
            int tab = line.indexOf('\t');
            String words = line.substring(tab + 1);
            if (line.charAt(0) == '$') {
                groups.put(line.substring(1, tab), members(words));
                continue;
            }
            for (String name : line.substring(0, tab).split(" ", -1)) {
                for (Spelling s : spellings(name, words, groups)) {
                    titles.put(s.name(), s.title());
                }
            }
        }
        return Map.copyOf(titles);
    }

    private static List<Spelling> members(String words) {
        List<Spelling> members = new ArrayList<>();
        for (String member : words.split("; ", -1)) {
            int equals = member.indexOf('=');
            members.add(new Spelling(member.substring(0, equals), member.substring(equals + 1)));
        }
        return members;
    }

    private static List<Spelling> spellings(String template, String title, Map<String, List<Spelling>> groups) {
        String[] parts = template.split("\\$", -1);
        List<Spelling> all = List.of(new Spelling(parts[0], title));
        for (int i = 1; i < parts.length; i++) {
            List<Spelling> longer = new ArrayList<>();
            for (Spelling s : all) {
                for (Spelling member : groups.getOrDefault(parts[i], List.of())) {
                    longer.add(new Spelling(s.name() + member.name(), s.title() + member.title()));
                }
            }
            all = longer;
        }
        return all;
    }
}
