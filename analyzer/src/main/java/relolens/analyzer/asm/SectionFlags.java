package relolens.analyzer.asm;

/** The letters, words and numbers that say what a section is (ELF gABI, sh_flags). */
final class SectionFlags {
    static final String EXPECTED = "expected letters of a (alloc), w (write), x (execute), M (merge), S (strings),"
            + " G (group), ? (the current group), T (thread), o (link order), e (exclude), R (retain), or a number";

    private SectionFlags() {}

    /** A number in front of a text, and how many characters it takes. */
    record Number(long value, int length) {}

    /** {@return the flag of a letter, 0 for none} */
    static long letter(char c) {
        return switch (c) {
            case 'a' -> OutputSection.ALLOC;
            case 'w' -> OutputSection.WRITE;
            case 'x' -> OutputSection.EXEC;
            case 'M' -> OutputSection.MERGE;
            case 'S' -> OutputSection.STRINGS;
            case 'G' -> OutputSection.GROUP;
            case 'T' -> OutputSection.TLS;
            case 'o' -> OutputSection.LINK_ORDER;
            case 'e' -> OutputSection.EXCLUDE;
            case 'R' -> 0x20_0000L;
            case 'd' -> 0x100_0000L;
            default -> 0;
        };
    }

    /** {@return the flag of a word of Sun's syntax, 0 for none} */
    static long word(String word) {
        return switch (word) {
            case "alloc" -> OutputSection.ALLOC;
            case "write" -> OutputSection.WRITE;
            case "execinstr" -> OutputSection.EXEC;
            case "exclude" -> OutputSection.EXCLUDE;
            case "tls" -> OutputSection.TLS;
            default -> 0;
        };
    }

    /** {@return the number {@code text} begins with, in C's notation} */
    static Number number(String text) {
        int base = text.startsWith("0x") || text.startsWith("0X") ? 16 : text.startsWith("0") ? 8 : 10;
        int at = base == 16 ? 2 : 0;
        long value = 0;
        while (at < text.length() && Character.digit(text.charAt(at), base) >= 0 && at < 20) {
            value = value * base + Character.digit(text.charAt(at++), base);
        }
        return new Number(value & 0xffff_ffffL, at);
    }
}
