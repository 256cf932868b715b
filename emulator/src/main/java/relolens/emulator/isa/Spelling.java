package relolens.emulator.isa;

import java.util.ArrayList;
import java.util.List;
import relolens.emulator.isa.Encoding.Field;

/**
 * One way to write a row's mnemonic.
 *
 * @param text lower case
 * @param row the row
 * @param word the row's bits with the suffix's bits set
 * @param settled bits the mnemonic has decided, which operands must agree with
 */
record Spelling(String text, Row row, int word, int settled) {
    /** Options of a memory copy: which of writes and reads are as EL0 makes them (t), which non-temporal (n). */
    private static final String[] COPY = {
        "", "wt", "rt", "t", "wn", "wtwn", "rtwn", "twn", "rn", "wtrn", "rtrn", "trn", "n", "wtn", "rtn", "tn"
    };

    private static final String[] SET = {"", "t", "n", "tn"};
    private static final String[] ORDER = {"", "l", "a", "al"};

    /** {@return the mnemonic column without its suffix} */
    static String plain(String mnemonic) {
        int open = mnemonic.indexOf('<');
        if (open < 0) {
            return mnemonic;
        }
        String head = mnemonic.substring(0, open) + mnemonic.substring(mnemonic.indexOf('>') + 1);
        return head.endsWith(".") ? head.substring(0, head.length() - 1) : head;
    }

    /** {@return all spellings of {@code row}: conditions, acquire and release suffixes written out} */
    static List<Spelling> of(Row row) {
        String syntax = row.encoding.syntax();
        int space = syntax.indexOf(' ');
        String mnemonic = space < 0 ? syntax : syntax.substring(0, space);
        int open = mnemonic.indexOf('<');
        if (open < 0) {
            return List.of(new Spelling(mnemonic, row, row.bits.word(), 0));
        }
        int close = mnemonic.indexOf('>');
        String head = mnemonic.substring(0, open);
        String tail = mnemonic.substring(close + 1);
        List<Spelling> all = new ArrayList<>();
        String suffix = mnemonic.substring(open + 1, close);
        if (suffix.equals("2")) {
            for (int n = 0; n < 2; n++) {
                Field q = row.bits.require("Q");
                int word = row.bits.put(row.bits.word(), q, n);
                all.add(new Spelling(n == 0 ? head + tail : head + "2" + tail, row, word, BitPattern.mask(q)));
            }
        } else if (suffix.equals("copy") || suffix.equals("set")) {
            String[] options = suffix.equals("copy") ? COPY : SET;
            for (int n = 0; n < options.length; n++) {
                int word = row.bits.put(row.bits.word(), row.bits.require("opt"), n);
                all.add(new Spelling(head + options[n] + tail, row, word, 0));
            }
        } else if (suffix.equals("cond")) {
            Field cond = row.bits.require("cond");
            for (int n = 0; n < 16; n++) {
                for (String name : Conditions.names(n)) {
                    int word = row.bits.put(row.bits.word(), cond, n);
                    all.add(new Spelling(head + name + tail, row, word, 0));
                    if (head.equals("b.")) {
                        all.add(new Spelling("b" + name + tail, row, word, 0));
                    }
                }
            }
        } else {
            for (int n = 0; n < (suffix.equals("ar") ? 4 : 2); n++) {
                int word = row.bits.put(row.bits.word(), row.bits.require("R"), n & 1);
                if (suffix.equals("ar")) {
                    word = row.bits.put(word, row.bits.require("A"), n >> 1);
                }
                all.add(new Spelling(head + ORDER[n] + tail, row, word, 0));
            }
        }
        return all;
    }

    /** {@return the preferred mnemonic of {@code word}, a word of {@code row}} */
    static String print(Row row, int word) {
        String syntax = row.encoding.syntax();
        int space = syntax.indexOf(' ');
        String mnemonic = space < 0 ? syntax : syntax.substring(0, space);
        int open = mnemonic.indexOf('<');
        if (open < 0) {
            return mnemonic;
        }
        int close = mnemonic.indexOf('>');
        String suffix = mnemonic.substring(open + 1, close);
        String middle;
        if (suffix.equals("2")) {
            middle = row.bits.require("Q").of(word) == 1 ? "2" : "";
        } else if (suffix.equals("copy") || suffix.equals("set")) {
            middle =
                    (suffix.equals("copy") ? COPY : SET)[row.bits.require("opt").of(word)];
        } else if (suffix.equals("cond")) {
            middle = Conditions.name(row.bits.require("cond").of(word));
        } else {
            int release = row.bits.require("R").of(word);
            middle = ORDER[suffix.equals("ar") ? row.bits.require("A").of(word) * 2 + release : release];
        }
        return mnemonic.substring(0, open) + middle + mnemonic.substring(close + 1);
    }
}
