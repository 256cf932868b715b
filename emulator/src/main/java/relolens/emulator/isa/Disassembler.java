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
        throw new UnsupportedOperationException("disassembler");
    }
}
