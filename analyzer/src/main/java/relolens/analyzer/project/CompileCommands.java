package relolens.analyzer.project;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A compilation database: which flags each file is built with. Its commands are read and never run. */
public final class CompileCommands {
    private final Map<Path, Entry> byFile;

    /** A command, taken apart when asked for: a kernel's database has thousands. */
    private record Entry(Path directory, String file, String command, List<String> arguments) {
        GccArguments flags(Path absolute) {
            List<String> words = arguments.isEmpty() ? words(command) : arguments;
            List<String> options = words.subList(Math.min(1, words.size()), words.size());
            // The command may spell the file otherwise than the entry: __FILE__ goes by the command.
            String written = options.stream()
                    .filter(w -> w.equals(file)
                            || isPath(w) && directory.resolve(w).normalize().equals(absolute))
                    .findFirst()
                    .orElse(file);
            return GccArguments.parse(options, directory).writing(absolute.toString(), written);
        }

        private static boolean isPath(String word) {
            return !word.startsWith("-") && word.endsWith(".S") && word.indexOf('\0') < 0;
        }
    }

    private CompileCommands(Map<Path, Entry> byFile) {
        this.byFile = byFile;
    }

    /** A database that is not one. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    /**
     * @param json text of the database
     * @param base directory that relative {@code directory} entries are resolved against
     * @throws Malformed if the text is not a JSON array of objects; the message holds line and column
     */
    public static CompileCommands parse(String json, Path base) throws Malformed {
        Map<Path, Entry> found = new HashMap<>();
        try (JsonParser in = new JsonFactory().createParser(json)) {
            if (in.nextToken() != JsonToken.START_ARRAY) {
                throw new Malformed("1:1: expected an array of commands");
            }
            while (in.nextToken() == JsonToken.START_OBJECT) {
                entry(in, base, found);
            }
            if (in.currentToken() != JsonToken.END_ARRAY) {
                throw new Malformed(at(in) + "expected an object with directory, file and command");
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            var at = e.getLocation();
            String place = at == null ? "1:1: " : at.getLineNr() + ":" + at.getColumnNr() + ": ";
            throw new Malformed(place + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Malformed("1:1: " + e.getMessage());
        }
        return new CompileCommands(found);
    }

    private static String at(JsonParser in) {
        return in.currentLocation().getLineNr() + ":" + in.currentLocation().getColumnNr() + ": ";
    }

    private static void entry(JsonParser in, Path base, Map<Path, Entry> found) throws IOException {
        String directory = "";
        String file = null;
        String command = "";
        List<String> arguments = List.of();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String key = in.currentName();
            JsonToken value = in.nextToken();
            if (value == JsonToken.VALUE_STRING && key.equals("directory")) {
                directory = in.getText();
            } else if (value == JsonToken.VALUE_STRING && key.equals("file")) {
                file = in.getText();
            } else if (value == JsonToken.VALUE_STRING && key.equals("command")) {
                command = in.getText();
            } else if (value == JsonToken.START_ARRAY && key.equals("arguments")) {
                arguments = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY && in.currentToken() != null) {
                    arguments.add(in.getText());
                }
            } else {
                in.skipChildren();
            }
        }
        if (file == null || arguments.isEmpty() && command.isBlank()) {
            return;
        }
        try {
            Path where = base.resolve(directory).normalize();
            found.putIfAbsent(where.resolve(file).normalize(), new Entry(where, file, command, arguments));
        } catch (InvalidPathException e) {
            // An entry that names no file of this system is no entry for any file of ours.
        }
    }

    /** {@return the flags {@code file} (absolute) is built with, or null if the database does not know it} */
    public @Nullable GccArguments of(Path file) {
        Entry entry = byFile.get(file.normalize());
        return entry == null ? null : entry.flags(file.normalize());
    }

    /** {@return the number of files with flags} */
    public int size() {
        return byFile.size();
    }

    /** {@return a shell command's words: quotes and backslashes as POSIX sh has them; nothing is expanded} */
    static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (c == '\\' && quote != '\'' && i + 1 < command.length()) {
                char next = command.charAt(++i);
                if (quote == '"' && "\"\\$`\n".indexOf(next) < 0) {
                    word.append(c);
                }
                word.append(next);
                inWord = true;
            } else if (quote != 0) {
                word.append(c);
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
