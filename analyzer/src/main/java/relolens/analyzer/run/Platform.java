package relolens.analyzer.run;

import org.jspecify.annotations.Nullable;
import relolens.emulator.timing.BoardModel;
import relolens.emulator.timing.CoreModel;
import relolens.emulator.timing.TimingLibrary;

/**
 * What a run takes place on.
 *
 * @param core the core's name
 * @param board the board's name
 * @param coreModel the core as the board has it, its control of write streaming at reset
 * @param boardModel the board
 */
record Platform(String core, String board, CoreModel coreModel, BoardModel boardModel) {
    /** {@return what a request asks for, or the defaults} @throws relolens.emulator.timing.TimingDataException if unknown */
    static Platform of(RunRequest request) {
        String core = first(request.core(), request.run().core(), Runs.DEFAULT_CORE);
        String board = board(request, core);
        TimingLibrary machines = request.machines();
        return new Platform(core, board, machines.core(core, board), machines.board(board));
    }

    /** A core that was asked for by itself goes to a board that has it, not to one that the clause names for another. */
    private static String board(RunRequest request, String core) {
        String clause = request.run().board();
        if (request.board() != null) {
            return request.board();
        }
        TimingLibrary machines = request.machines();
        if (clause != null && (request.core() == null || machines.has(clause, core))) {
            return clause;
        }
        return machines.has(Runs.DEFAULT_BOARD, core) ? Runs.DEFAULT_BOARD : machines.boardFor(core);
    }

    private static String first(@Nullable String one, @Nullable String other, String otherwise) {
        return one != null ? one : other != null ? other : otherwise;
    }
}
