package relolens.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relolens.server.text.SourceTokens;

class LineMovesTest {
    private static TextDocument text(String s) {
        return new TextDocument("file:///a.S", "/a.S", 1, s);
    }

    private static LineMoves.Step step(String before, String after) {
        return text(before).stepTo(text(after));
    }

    @Test
    void aChangeIsTheLinesThatDiffer() {
        LineMoves.Step none = step("a\nb\nc\n", "a\nb\nc\n");
        assertThat(none.end()).isEqualTo(none.from());
        assertThat(none.newEnd()).isEqualTo(none.from());
        assertThat(step("\tadd\n\tret\n", "\tnop\n\tadd\n\tret\n")).isEqualTo(new LineMoves.Step(0, 0, 1));
        assertThat(step("\tnop\n\tadd\n\tret\n", "\tadd\n\tret\n")).isEqualTo(new LineMoves.Step(0, 1, 0));
        assertThat(step("a\nbb\nc", "a\nbx\nc")).isEqualTo(new LineMoves.Step(1, 2, 2));
        assertThat(step("a\nb", "ab")).isEqualTo(new LineMoves.Step(0, 2, 1));
        assertThat(step("", "x\ny")).isEqualTo(new LineMoves.Step(0, 1, 2));
    }

    @Test
    void linesAreFollowedThroughSeveralChanges() {
        LineMoves moves = LineMoves.NONE.then(new LineMoves.Step(2, 2, 3)).then(new LineMoves.Step(0, 1, 0));
        assertThat(moves.now(0)).isEqualTo(-1);
        assertThat(moves.now(1)).isZero();
        assertThat(moves.now(2)).isEqualTo(2);
        assertThat(moves.before(1)).isEqualTo(-1);
        assertThat(moves.before(2)).isEqualTo(2);
        assertThat(moves.nearestBefore(1)).isEqualTo(2);
        assertThat(moves.nearestNow(0)).isZero();
    }

    /** Tokens that were carried over are those of the text. */
    private static void sameTokens(TextDocument before, TextDocument after) {
        LineMoves.Step step = before.stepTo(after);
        SourceTokens carried =
                before.tokens().changed(after.lines(), after::line, step.from(), step.end(), step.newEnd());
        for (int line = 0; line <= after.lines(); line++) {
            assertThat(carried.line(line)).isEqualTo(after.tokens().line(line));
            assertThat(carried.beginsInComment(line)).isEqualTo(after.tokens().beginsInComment(line));
            assertThat(carried.continues(line)).isEqualTo(after.tokens().continues(line));
        }
    }

    /** Whatever is edited: a line said to be the same has the same text, and both directions agree. */
    @Test
    void noLineIsTakenForAnother() {
        Random random = new Random(7);
        String[] pieces = {"\n", "\r\n", "\r", "a", "\tnop\n", "b\nb\n", "𝄞", "\n\n", "/*", "*/", "\\", "#"};
        int followed = 0;
        for (int round = 0; round < 3000; round++) {
            StringBuilder s = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                s.append(pieces[random.nextInt(pieces.length)]);
            }
            TextDocument first = text(s.toString());
            TextDocument now = first;
            LineMoves moves = LineMoves.NONE;
            for (int i = random.nextInt(4); i >= 0; i--) {
                String old = now.text();
                int from = random.nextInt(old.length() + 1);
                int to = from + random.nextInt(Math.min(4, old.length() - from) + 1);
                String put = random.nextBoolean() ? pieces[random.nextInt(pieces.length)] : "";
                TextDocument next = text(old.substring(0, from) + put + old.substring(to));
                sameTokens(now, next);
                moves = moves.then(now.stepTo(next));
                now = next;
            }
            List<Integer> kept = new ArrayList<>();
            for (int line = 0; line < first.lines(); line++) {
                int at = moves.now(line);
                if (at >= 0) {
                    assertThat(now.line(at)).isEqualTo(first.line(line));
                    assertThat(moves.before(at)).isEqualTo(line);
                    kept.add(at);
                }
                assertThat(moves.nearestNow(line)).isBetween(0, now.lines());
            }
            assertThat(kept).isSorted().doesNotHaveDuplicates();
            followed += kept.size();
        }
        assertThat(followed).isGreaterThan(5_000);
    }
}
