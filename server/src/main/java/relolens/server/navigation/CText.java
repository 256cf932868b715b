package relolens.server.navigation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.Location;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.index.FileIndex;
import relolens.analyzer.source.SourceLoader;
import relolens.server.features.Places;
import relolens.server.protocol.PositionEncoding;

/** Looks for names in C, by text alone: a definition, a declaration, any mention. Within a time and a number of places. */
final class CText {
    private static final long NANOS = 1_500_000_000L;
    private static final int MOST = 5;
    private static final Pattern COMMENT =
            Pattern.compile("/\\*.*?\\*/|//[^\\n]*|\"(?:\\\\.|[^\"\\\\\\n])*\"", Pattern.DOTALL);

    private CText() {}

    /** A name's place in a file. */
    record Found(String path, int start, int end, boolean definition) {
        Location location(SourceLoader sources, PositionEncoding encoding) {
            String text = sources.load(path);
            return Places.at(FileIndex.of(path, text == null ? "" : text), start, end, encoding);
        }
    }

    /** {@return definitions of {@code symbol}, and if there is none declarations} */
    static List<Found> declarations(String symbol, Collection<String> paths, SourceLoader sources) {
        // At the start of a line: a type, the name, and what tells a function or a variable.
        Pattern pattern = Pattern.compile(
                "^[A-Za-z_][\\w\\s*]*?[\\s*](" + Pattern.quote(symbol)
                        + ")\\s*(\\([^;{]*\\)[^;{(]*?\\{|\\([^;]*?;|(\\[[^\\n]*?])?\\s*[;=])",
                Pattern.MULTILINE);
        List<Found> definitions = new ArrayList<>();
        List<Found> declarations = new ArrayList<>();
        long until = System.nanoTime() + NANOS;
        for (String path : paths) {
            if (System.nanoTime() > until || definitions.size() >= MOST) {
                break;
            }
            String text = mention(symbol, path, sources);
            if (text == null) {
                continue;
            }
            Matcher m = pattern.matcher(text);
            while (m.find() && declarations.size() + definitions.size() < 4 * MOST) {
                boolean definition = !m.group().startsWith("extern")
                        && (m.group().endsWith("{") || m.group().endsWith("="));
                (definition ? definitions : declarations).add(new Found(path, m.start(1), m.end(1), definition));
            }
        }
        return definitions.isEmpty() ? declarations.stream().limit(MOST).toList() : definitions;
    }

    /** {@return the first few paths that have {@code name} as a word outside comments and strings} */
    static Elsewhere.Mentions mentioning(String name, Collection<String> paths, SourceLoader sources, int seconds) {
        List<String> found = new ArrayList<>();
        Pattern word = Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        for (String path : paths) {
            if (System.nanoTime() > until || found.size() >= MOST) {
                return new Elsewhere.Mentions(found, false);
            }
            String text = mention(name, path, sources);
            if (text != null
                    && word.matcher(COMMENT.matcher(text).replaceAll(" ")).find()) {
                found.add(path);
            }
        }
        return new Elsewhere.Mentions(found, true);
    }

    private static @Nullable String mention(String name, String path, SourceLoader sources) {
        String text = sources.load(path);
        return text != null && text.contains(name) ? text : null;
    }
}
