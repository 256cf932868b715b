package relolens.analyzer.cpp;

/** Values of {@code 'x'} in {@code #if}: chars are unsigned on aarch64, several pack into an int as gcc does. */
final class CharacterConstant {
    private CharacterConstant() {}

    static long value(String text) {
        int value = 0;
        int count = 0;
        int i = 1;
        int end = text.length() - 1;
        while (i < end) {
            int c = text.charAt(i++);
            if (c == '\\' && i < end) {
                int from = i;
                c = escape(text.charAt(i++));
                if (c < 0) {
                    boolean hex = text.charAt(from) == 'x';
                    int stop = hex ? end : Math.min(end, from + 3);
                    i = hex ? from + 1 : from;
                    c = 0;
                    while (i < stop && Character.digit(text.charAt(i), hex ? 16 : 8) >= 0) {
                        c = c * (hex ? 16 : 8) + Character.digit(text.charAt(i++), hex ? 16 : 8);
                    }
                }
            }
            value = value << 8 | c & 0xff;
            count++;
        }
        return count <= 1 ? value & 0xff : value;
    }

    /** {@return the character an escape stands for, or -1 for octal and hexadecimal ones} */
    private static int escape(char c) {
        switch (c) {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'a':
                return 7;
            case 'b':
                return 8;
            case 'f':
                return 12;
            case 'v':
                return 11;
            case 'e':
            case 'E':
                return 27;
            default:
                return c == 'x' || c >= '0' && c <= '7' ? -1 : c;
        }
    }
}
