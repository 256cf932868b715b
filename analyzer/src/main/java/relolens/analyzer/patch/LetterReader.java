package relolens.analyzer.patch;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a mail's header and body (RFC 5322, 2045, 2047), as far as patches need it. */
final class LetterReader {
    private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]*:( .*|\t.*)?");
    private static final Pattern WORD = Pattern.compile("=\\?([^?\\s]+)\\?([bBqQ])\\?([^?\\s]*)\\?=");
    private static final Pattern IDENTIFIER = Pattern.compile("<[^<>\\s]+>");
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");

    private LetterReader() {}

    static boolean isHeader(String line) {
        return HEADER.matcher(line).matches();
    }

    /** {@return the mail that {@code lines} are, or {@link Letter#NONE} if they begin with no mail header} */
    static Letter read(List<String> lines) {
        Map<String, String> header = new LinkedHashMap<>();
        int at = header(lines, header);
        if (!header.containsKey("from") && !header.containsKey("subject")) {
            return Letter.NONE;
        }
        List<String> references = new ArrayList<>();
        Matcher m = IDENTIFIER.matcher(
                header.getOrDefault("references", "") + " " + header.getOrDefault("in-reply-to", ""));
        while (m.find()) {
            if (!references.contains(m.group())) {
                references.add(m.group());
            }
        }
        return new Letter(
                words(header.getOrDefault("from", "")),
                words(header.getOrDefault("to", "")),
                words(header.getOrDefault("cc", "")),
                header.getOrDefault("date", ""),
                words(header.getOrDefault("subject", "")),
                header.getOrDefault("message-id", "").trim(),
                references,
                body(lines.subList(at, lines.size()), header));
    }

    /** Fills {@code header}; {@return the index of the first line of the body} */
    private static int header(List<String> lines, Map<String, String> header) {
        String last = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isEmpty()) {
                return i + 1;
            }
            if (last != null && (line.startsWith(" ") || line.startsWith("\t"))) {
                header.merge(last, line.strip(), (a, b) -> a + " " + b);
            } else if (isHeader(line)) {
                int colon = line.indexOf(':');
                last = line.substring(0, colon).toLowerCase(Locale.ROOT);
                header.putIfAbsent(last, line.substring(colon + 1).strip());
            } else {
                return i;
            }
        }
        return lines.size();
    }

    private static String body(List<String> lines, Map<String, String> header) {
        String type = header.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        Matcher boundary = BOUNDARY.matcher(header.getOrDefault("content-type", ""));
        if (type.startsWith("multipart/") && boundary.find()) {
            return parts(lines, "--" + boundary.group(1));
        }
        String text = String.join("\n", lines) + "\n";
        String encoding = header.getOrDefault("content-transfer-encoding", "").toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "base64" -> new String(base64(text), StandardCharsets.UTF_8).replace("\r\n", "\n");
            case "quoted-printable" -> quoted(text.replace("=\n", ""), false, StandardCharsets.UTF_8);
            default -> text;
        };
    }

    /** The parts that are text, one after the other. */
    private static String parts(List<String> lines, String boundary) {
        StringBuilder all = new StringBuilder();
        List<String> part = null;
        for (String line : lines) {
            if (line.startsWith(boundary)) {
                all.append(part == null ? "" : part(part));
                part = new ArrayList<>();
            } else if (part != null) {
                part.add(line);
            }
        }
        return all.append(part == null ? "" : part(part)).toString();
    }

    private static String part(List<String> lines) {
        Map<String, String> header = new LinkedHashMap<>();
        int at = header(lines, header);
        String type = header.getOrDefault("content-type", "text/plain").toLowerCase(Locale.ROOT);
        boolean text = type.startsWith("text/") && !type.startsWith("text/html");
        header.remove("content-type");
        return text ? body(lines.subList(at, lines.size()), header) : "";
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** Decodes RFC 2047 words; blanks between two of them are no text. */
    static String words(String text) {
        Matcher m = WORD.matcher(text.replaceAll("\\?=\\s+=\\?", "?==?"));
        StringBuilder out = new StringBuilder();
        while (m.find()) {
            Charset charset = charset(m.group(1));
            String decoded = m.group(2).equalsIgnoreCase("b")
                    ? new String(base64(m.group(3)), charset)
                    : quoted(m.group(3), true, charset);
            m.appendReplacement(out, Matcher.quoteReplacement(decoded));
        }
        return m.appendTail(out).toString();
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static String quoted(String text, boolean word, Charset charset) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        var out = new java.io.ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
            if (in[i] == '=' && high >= 0 && low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(word && in[i] == '_' ? ' ' : in[i]);
            }
        }
        return out.toString(charset);
    }
}
