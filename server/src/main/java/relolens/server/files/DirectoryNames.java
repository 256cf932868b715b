package relolens.server.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What stands in a directory, hidden things left out. */
public final class DirectoryNames {
    /** A file's or a directory's name. */
    public record Entry(String name, boolean directory) {}

    private DirectoryNames() {}

    /** {@return up to {@code most} entries in no order; none if the directory cannot be read} */
    public static List<Entry> of(Path directory, int most) {
        List<Entry> entries = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return entries;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path p : all) {
                String name = String.valueOf(p.getFileName());
                if (!name.startsWith(".") && entries.size() < most) {
                    entries.add(new Entry(name, Files.isDirectory(p)));
                }
            }
        } catch (IOException e) {
            // What cannot be read offers nothing.
        }
        return entries;
    }
}
