package relolens.analyzer.index;

import java.util.ArrayList;
import java.util.List;
import relolens.analyzer.cpp.SourceTokens;

/** A logical line's tokens as the assembler would join them: {@code .Lname}, {@code b.eq}, {@code x\num\()_y} are one word. */
final class LineElements {
    /** What an element is. */
    enum Kind {
        WORD,
        NUMBER,
        STRING,
        OTHER
    }

    /**
     * @param text without {@code \()} if it is a word
     * @param spaced whether white space stands before it
     */
    record Element(Kind kind, String text, int start, int end, boolean spaced, List<Part> parts) {
        boolean is(String operator) {
            return kind == Kind.OTHER && text.equals(operator);
        }
    }

    /** An argument in a word: the name behind the backslash. */
    record Part(String name, int start, int end) {}

    private final List<SourceTokens.Kind> kinds = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<int[]> places = new ArrayList<>();

    private LineElements() {}

    static List<Element> of(SourceTokens tokens, int line) {
        LineElements reader = new LineElements();
        tokens.tokens(line, (kind, text, start, end) -> {
            reader.kinds.add(kind);
            reader.texts.add(text);
            reader.places.add(new int[] {start, end});
        });
        return reader.elements();
    }

    private List<Element> elements() {
        List<Element> out = new ArrayList<>();
        int n = texts.size();
        int i = 0;
        int before = -1;
        while (i < n) {
            int start = places.get(i)[0];
            boolean spaced = start != before;
            int end = wordEnd(i);
            if (end > i) {
                StringBuilder text = new StringBuilder();
                List<Part> parts = List.of();
                for (int k = i; k < end; k++) {
                    text.append(texts.get(k));
                    if (k > i && texts.get(k - 1).equals("\\") && kinds.get(k) == SourceTokens.Kind.NAME) {
                        parts = new ArrayList<>(parts);
                        parts.add(new Part(texts.get(k), places.get(k)[0], places.get(k)[1]));
                    }
                }
                before = places.get(end - 1)[1];
                out.add(new Element(Kind.WORD, text.toString().replace("\\()", ""), start, before, spaced, parts));
                i = end;
            } else {
                Kind kind = switch (kinds.get(i)) {
                    case NUMBER -> Kind.NUMBER;
                    case STRING -> Kind.STRING;
                    default -> Kind.OTHER;
                };
                before = places.get(i)[1];
                out.add(new Element(kind, texts.get(i), start, before, spaced, List.of()));
                i++;
            }
        }
        return out;
    }

    /** {@return index behind the tokens that make the word beginning at {@code i}, {@code i} if none begins} */
    private int wordEnd(int i) {
        int at = i;
        while (at < texts.size() && (at == i || places.get(at - 1)[1] == places.get(at)[0])) {
            int next = piece(at, at == i);
            if (next == at) {
                break;
            }
            at = next;
        }
        return at;
    }

    private int piece(int at, boolean first) {
        String text = texts.get(at);
        if (kinds.get(at) == SourceTokens.Kind.NAME || text.equals(".") || text.equals("...") || text.equals("$")) {
            return at + 1;
        }
        if (kinds.get(at) == SourceTokens.Kind.NUMBER) {
            return first ? at : at + 1;
        }
        if (!text.equals("\\") || at + 1 >= texts.size() || places.get(at)[1] != places.get(at + 1)[0]) {
            return at;
        }
        String next = texts.get(at + 1);
        if (kinds.get(at + 1) == SourceTokens.Kind.NAME || next.equals("@")) {
            return at + 2;
        }
        boolean empty =
                next.equals("(") && at + 2 < texts.size() && texts.get(at + 2).equals(")");
        return empty ? at + 3 : at;
    }
}
