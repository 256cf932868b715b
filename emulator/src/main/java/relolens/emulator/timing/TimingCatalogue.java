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

    /**
     * {@return a core as a board has it}
     *
     * @throws TimingDataException if either is unknown, or the board names its cores and this is none of them
     */
    public static CoreModel core(String name, String board) {
        CoreModel core = core(name);
        BoardModel on = board(board);
        if (!on.cores().isEmpty() && !on.cores().contains(name)) {
            throw new TimingDataException("board \"" + board + "\" has no " + name + "; it has "
                    + String.join(", ", on.cores()) + "; use board " + boardFor(name) + " for that core");
        }
        return core.on(on);
    }

    /** {@return the first board that has this core, generic if none does} */
    public static String boardFor(String core) {
        for (String board : boards()) {
            if (board(board).cores().contains(core)) {
                return board;
            }
        }
        return GENERIC;
    }

    private static List<String> names(String kind) {
        String index = read(FOLDER + "index.yml");
        if (index == null) {
            throw new TimingDataException("timing index missing from the program");
        }
        return List.of(DataFile.parse("index.yml", index).text(kind).split(" "));
    }

    private static DataFile file(String folder, String kind, String name) {
        List<String> known = names(folder);
        String yaml = known.contains(name) ? read(FOLDER + folder + "/" + name + ".yml") : null;
        if (yaml == null) {
            throw new TimingDataException("unknown " + kind + " \"" + name + "\"; known: " + String.join(", ", known));
        }
        return DataFile.parse(folder + "/" + name + ".yml", yaml);
    }

    private static @Nullable String read(String resource) {
        try (InputStream in = TimingCatalogue.class.getResourceAsStream(resource)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new TimingDataException("cannot read " + resource + ": " + e.getMessage());
        }
    }
}
