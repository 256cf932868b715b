package relolens.emulator.isa;

/** Word to text, by the table, as objdump 2.40 prints it (aliases preferred). */
public final class Disassembler {
    private Disassembler() {}

    /**
     * @param address of the word, for PC-relative targets
     * @return mnemonic, a tab and operands; PC-relative targets as bare lower-case hex; {@code .inst\t0x…; undefined} for
     *     words without a row
     */
    public static String print(int word, long address) {
        Row row = Isa.a64().printedBy(word);
        if (row == null) {
            return String.format(".inst\t0x%08x ; undefined", word);
        }
        StringBuilder out = new StringBuilder(40);
        out.append(Spelling.print(row, word));
        int tab = out.length();
        row.syntax().print(word, address, out);
        if (out.length() > tab) {
            out.insert(tab, '\t');
        }
        return out.toString();
    }
}
