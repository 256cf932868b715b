package relolens.server.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What reading a file as source text came to. */
public sealed interface FileText {
    /** Most bytes a source file may have; more is generated data or a mistake. */
    long LIMIT = 64L << 20;

    /** The file's text; malformed UTF-8 is replaced. */
    record Text(String text) implements FileText {}

    /**
     * Nothing to analyse.
     *
     * @param code short stable name of the reason
     * @param line 1-based place of the reason in the file, with {@code column}
     * @param message for the user
     */
    record Unusable(String code, int line, int column, String message) implements FileText {
        Unusable(String code, String message) {
            this(code, 1, 1, message);
        }
    }

    /** Reads {@code path}; every failure is a value. */
    static FileText read(Path path) {
        try {
            if (Files.isDirectory(path)) {
                return new Unusable("directory", "this is a directory, not a source file");
            }
            long size = Files.size(path);
            if (size > LIMIT) {
                return new Unusable("too-large", "file of " + size + " bytes: the limit is " + LIMIT);
            }
            return of(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return new Unusable("missing-file", "no such file");
        } catch (IOException e) {
            boolean exists = Files.exists(path);
            return exists && !Files.isReadable(path)
                    ? new Unusable("unreadable-file", "permission denied")
                    : new Unusable("unreadable-file", "cannot be read: " + reason(e));
        }
    }

    /** {@return {@code bytes} as text, or why they are none} */
    static FileText of(byte[] bytes) {
        int line = 1;
        int column = 1;
        for (byte b : bytes) {
            if (b == 0) {
                return new Unusable("binary-file", line, column, "binary file: a NUL byte is no assembly source");
            }
            if (b == '\n') {
                line++;
                column = 1;
            } else if ((b & 0xc0) != 0x80) {
                column++;
            }
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return new Text(text.startsWith("\ufeff") ? text.substring(1) : text);
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
