package relolens.emulator.timing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cores and boards by name or by file: a name with a slash in it, or one that ends in {@code .yml}, {@code .yaml} or
 * {@code .json}, is a file's. Reports call such a core or board by the file.
 */
public final class TimingLibrary {
    /** What comes with the program, and no files. */
    public static final TimingLibrary BUILT_IN = new TimingLibrary(path -> null);

    private static final String LIKE = "like";
    private final Reader reader;

    /** How files are read. */
    @FunctionalInterface
    public interface Reader {
        /** {@return the text of a file, or null if there is none of that name} */
        @Nullable
        String read(String path);
    }

    /** A library that knows what comes with the program, and reads files through {@code reader}. */
    public TimingLibrary(Reader reader) {
        this.reader = reader;
    }

    /** {@return whether a core or board of this name is to be read from a file} */
    public static boolean isFile(String name) {
        return name.indexOf('/') >= 0 || name.matches(".*\\.(yml|yaml|json)");
    }

    /** {@return a core without a board} @throws TimingDataException if there is none, or its file is wrong */
    public CoreModel core(String name) {
        return isFile(name)
                ? new CoreModel(file(name, "core", Fields.CORE, TimingCatalogue.cores(), "cores"))
                : TimingCatalogue.core(name);
    }

    /** {@return a board} @throws TimingDataException if there is none, or its file is wrong */
    public BoardModel board(String name) {
        return isFile(name)
                ? new BoardModel(file(name, "board", Fields.BOARD, TimingCatalogue.boards(), "boards"))
                : TimingCatalogue.board(name);
    }

    /**
     * {@return a core as a board has it}
     *
     * @throws TimingDataException if there is no such core or board, or the board names its cores and this is none of them
     */
    public CoreModel core(String name, String board) {
        CoreModel core = core(name);
        BoardModel on = board(board);
        if (!on.cores().isEmpty() && !on.cores().contains(core.name())) {
            throw new TimingDataException("board \"" + board + "\" has no " + core.name() + "; it has "
                    + String.join(", ", on.cores()) + "; use board " + boardFor(name) + " for that core");
        }
        return core.on(on);
    }

    /** {@return the first board of the program's that has this core, generic if none does} */
    public String boardFor(String core) {
        String name = core(core).name();
        for (String board : TimingCatalogue.boards()) {
            if (TimingCatalogue.board(board).cores().contains(name)) {
                return board;
            }
        }
        return TimingCatalogue.GENERIC;
    }

    /** {@return whether a board names its cores and this is one of them} */
    public boolean has(String board, String core) {
        return board(board).cores().contains(core(core).name());
    }

    /**
     * {@return a core's or board's file for people: every number with its mark and source, those it takes from another core
     * or board among them}
     *
     * @throws TimingDataException if there is no such file, or it is neither, or wrong
     */
    public String describe(String path) {
        String text = reader.read(path);
        DataFile any = text == null ? null : DataFile.parse(path, text);
        boolean core = any != null
                && (TimingCatalogue.cores().contains(any.textOr(LIKE, "")) || any.has("classes.ALU.latency"));
        return core ? core(path).describe() : board(path).describe();
    }

    private DataFile file(String path, String kind, Fields fields, List<String> known, String folder) {
        String text = reader.read(path);
        if (text == null) {
            throw new TimingDataException(
                    path + ": no such file; " + kind + "s that need none: " + String.join(", ", known));
        }
        DataFile file = DataFile.parse(path, text, fields);
        String like = file.textOr(LIKE, "");
        if (like.isEmpty()) {
            return file;
        }
        if (!known.contains(like)) {
            throw file.problem(LIKE, "unknown " + kind + " \"" + like + "\"; known: " + String.join(", ", known));
        }
        return file.like(TimingCatalogue.file(folder, kind, like));
    }
}
