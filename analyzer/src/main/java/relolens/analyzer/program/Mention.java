package relolens.analyzer.program;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Instructions and places in a sentence. Which line an instruction stands on, and where its section begins, is no business of
 * the analysis, whose results outlive an edit above: sentences hold marks, which are filled in when they are shown.
 */
public final class Mention {
    private static final char START = '\u0001';
    private static final char END = '\u0002';
    private static final char BETWEEN = '\u0003';
    private static final char LIST = '\u0004';
    private static final char LIST_END = '\u0005';

    private Mention() {}

    /** Fills in what a sentence leaves open. */
    public interface Reader {
        /** {@return an instruction in backquotes} */
        String quoted(int index);

        /** {@return the 1-based line of an instruction} */
        int line(int index);

        /** {@return a place of the unit} */
        Place place(Place place);
    }

    /** {@return an instruction in backquotes, with its line} */
    public static String where(int index) {
        return quoted(index) + " (" + START + 'l' + index + END + ")";
    }

    /** {@return an instruction in backquotes} */
    public static String quoted(int index) {
        return START + "q" + index + END;
    }

    /** {@return "line 5" or "lines 5, 6" of one or more instructions} */
    public static String lines(Collection<Integer> indexes) {
        return START + "l" + indexes.stream().map(String::valueOf).collect(Collectors.joining(",")) + END;
    }

    /** {@return words, which may hold marks, in order and each once, with commas between} */
    public static String list(Collection<String> words) {
        return LIST + String.join(String.valueOf(BETWEEN), words) + LIST_END;
    }

    /** {@return a place without a name: its section and distance from there} */
    public static String place(Place place) {
        return START + "p" + place.section() + BETWEEN + place.offset() + END;
    }

    /** {@return a sentence with everything filled in; what is no mark of this class is left as it is} */
    public static String read(String text, Reader reader) {
        String filled = marks(text, reader);
        int start = filled.indexOf(LIST);
        while (start >= 0) {
            int end = filled.indexOf(LIST_END, start);
            if (end < 0) {
                break;
            }
            String words = Arrays.stream(filled.substring(start + 1, end).split(String.valueOf(BETWEEN)))
                    .sorted()
                    .distinct()
                    .collect(Collectors.joining(", "));
            filled = filled.substring(0, start) + words + filled.substring(end + 1);
            start = filled.indexOf(LIST, start + words.length());
        }
        return filled;
    }

    private static String marks(String text, Reader reader) {
        int start = text.indexOf(START);
        if (start < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (start >= 0) {
            int end = text.indexOf(END, start);
            if (end < 0) {
                break;
            }
            out.append(text, at, start);
            out.append(filled(text.substring(start + 1, end), reader));
            at = end + 1;
            start = text.indexOf(START, at);
        }
        return out.append(text, at, text.length()).toString();
    }

    private static String filled(String mark, Reader reader) {
        try {
            String rest = mark.isEmpty() ? "" : mark.substring(1);
            return switch (mark.isEmpty() ? ' ' : mark.charAt(0)) {
                case 'q' -> reader.quoted(Integer.parseInt(rest));
                case 'l' -> lines(rest, reader);
                case 'p' -> named(rest, reader);
                default -> mark;
            };
        } catch (NumberFormatException e) {
            return mark;
        }
    }

    private static String lines(String indexes, Reader reader) {
        var lines = Arrays.stream(indexes.split(","))
                .mapToInt(i -> reader.line(Integer.parseInt(i)))
                .sorted()
                .distinct()
                .mapToObj(String::valueOf)
                .toList();
        return (lines.size() == 1 ? "line " : "lines ") + String.join(", ", lines);
    }

    private static String named(String place, Reader reader) {
        int cut = place.lastIndexOf(BETWEEN);
        Place p = reader.place(new Place(
                cut < 0 ? place : place.substring(0, cut), cut < 0 ? 0 : Long.parseLong(place.substring(cut + 1))));
        return p.section() + "+0x" + Long.toHexString(p.offset());
    }
}
