package relolens.emulator.isa;

/** A disassembled word as source text that any assembler puts back together. */
record SourceText(String mnemonic, String operands) {

    /** {@return the text of {@code word}, its target written as a distance; plain numbers are distances in source} */
    static SourceText of(int word) {
        Row row = Isa.a64().printedBy(word);
        if (row == null) {
            throw new IllegalArgumentException(String.format("%08x is not printed", word));
        }
        return of(row, word);
    }

    /** {@return the text of {@code word} as {@code row} writes it, be it the preferred alias or not} */
    static SourceText of(Row row, int word) {
        StringBuilder text = new StringBuilder();
        row.syntax().print(word, 0, text);
        String operands = text.toString();
        String mnemonic = Spelling.print(row, word);
        String syntax = row.encoding.syntax();
        if (syntax.contains("<label") || syntax.contains("<adr")) {
            int at = operands.lastIndexOf(' ') + 1;
            operands = operands.substring(0, at) + "#" + Long.parseUnsignedLong(operands.substring(at), 16);
        }
        return new SourceText(mnemonic, operands);
    }

    String line() {
        return mnemonic + " " + operands;
    }

    /** {@return our encoding of the text; a page distance is put in as the assembler would} */
    Encoder.Result encode() {
        Encoder.Result r = Encoder.encode(mnemonic, operands, new PlainReader());
        if (r.problem() == null && !r.fixups().isEmpty() && r.fixups().get(0).kind() == Fixup.Kind.ADRP21) {
            String distance = operands.substring(operands.indexOf('#') + 1);
            return Encoder.patch(r.word(), r.fixups().get(0), Long.parseLong(distance));
        }
        return r;
    }
}
