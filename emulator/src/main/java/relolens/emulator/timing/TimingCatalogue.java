package relolens.emulator.timing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cores and boards that come with the program. */
public final class TimingCatalogue {
    /** A board that takes every core. */
    public static final String GENERIC = "generic";

    private static final String FOLDER = "/relolens/timing/";

    private TimingCatalogue() {}

    /** {@return names of all cores, sorted} */
    public static List<String> cores() {
        return names("cores");
    }

    /** {@return names of all boards, sorted} */
    public static List<String> boards() {
        return names("boards");
    }

    /** {@return a core without a board} @throws TimingDataException if unknown; the message lists the known ones */
    public static CoreModel core(String name) {
        return new CoreModel(file("cores", "core", name));
    }

    /** {@return a board} @throws TimingDataException if unknown; the message lists the known ones */
    public static BoardModel board(String name) {
        return new BoardModel(file("boards", "board", name));
    }

    /** {@return a core as a board has it} @throws TimingDataException as {@link TimingLibrary#core(String, String)} */
    public static CoreModel core(String name, String board) {
        return TimingLibrary.BUILT_IN.core(name, board);
    }

    /** {@return the first board that has this core, generic if none does} */
    public static String boardFor(String core) {
        return TimingLibrary.BUILT_IN.boardFor(core);
    }

    /** {@return a core's or board's data file as it came with the program, to start another from} */
    public static String text(String name) {
        String folder = cores().contains(name) ? "cores" : "boards";
        return named(folder, name, name);
    }

    private static List<String> names(String kind) {
        String index = read(FOLDER + "index.yml");
        if (index == null) {
            throw new TimingDataException("timing index missing from the program");
        }
        return List.of(DataFile.parse("index.yml", index).text(kind).split(" "));
    }

    static DataFile file(String folder, String kind, String name) {
        Fields fields = folder.equals("cores") ? Fields.CORE : Fields.BOARD;
        return DataFile.parse(folder + "/" + name + ".yml", named(folder, kind, name), fields);
    }

    private static String named(String folder, String kind, String name) {
        List<String> known = names(folder);
        String yaml = known.contains(name) ? read(FOLDER + folder + "/" + name + ".yml") : null;
        if (yaml == null) {
            throw new TimingDataException("unknown " + kind + " \"" + name + "\"; known: " + String.join(", ", known)
                    + "; or give a file, as in my-" + kind + ".yml");
        }
        return yaml;
    }

    private static @Nullable String read(String resource) {
        try (InputStream in = TimingCatalogue.class.getResourceAsStream(resource)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new TimingDataException("cannot read " + resource + ": " + e.getMessage());
        }
    }
}
