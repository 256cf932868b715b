package relolens.server.lsp;

import java.util.List;
import relolens.emulator.timing.BoardModel;
import relolens.emulator.timing.TimingCatalogue;

/** The cores and boards that come with the program, for a picker. */
record Machines(List<Core> cores, List<Board> boards) {
    /** A core model. */
    record Core(String name, String title) {}

    /** A board, with the cores it says something of. */
    record Board(String name, String title, List<String> cores) {}

    static Machines all() {
        return new Machines(
                TimingCatalogue.cores().stream()
                        .map(name -> new Core(name, TimingCatalogue.core(name).title()))
                        .toList(),
                TimingCatalogue.boards().stream()
                        .map(TimingCatalogue::board)
                        .map(Machines::board)
                        .toList());
    }

    private static Board board(BoardModel board) {
        return new Board(board.name(), board.title(), board.cores());
    }
}
