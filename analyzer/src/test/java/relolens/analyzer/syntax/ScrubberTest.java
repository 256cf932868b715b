package relolens.analyzer.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import relolens.analyzer.asm.PlainText;
import relolens.analyzer.cpp.PreprocessedLine;

class ScrubberTest {
    private static List<Statement> statements(String source) {
        Scrubber scrubber = new Scrubber();
        List<Statement> all = new ArrayList<>();
        for (PreprocessedLine line : PlainText.unit(source).lines()) {
            all.addAll(scrubber.statements(line));
        }
        return all;
    }

    private static List<String> texts(String source) {
        return statements(source).stream().map(Statement::text).toList();
    }

    @Test
    void semicolonsAndLineEndsSeparate() {
        assertThat(texts("nop; wfi\n ret ;")).containsExactly("nop", "wfi", "ret");
    }

    @Test
    void spacesSurviveOnlyBetweenWords() {
        assertThat(texts("m  a + b ,  c d ( 1 )")).containsExactly("m a+b,c d(1)");
        assertThat(texts("m a \\b")).containsExactly("m a \\b");
        assertThat(texts("label :  mov x0 , # 1")).containsExactly("label:mov x0,#1");
    }

    @Test
    void commentsGoAndMayCrossLines() {
        assertThat(texts("# all\nnop // end\nnop /* in */ x /* over\nstill */ y\n"))
                .containsExactly("nop", "nop x", "y");
    }

    @Test
    void stringsStayAsTheyAre() {
        assertThat(texts(".ascii \"a ; // b\\\"  c\" , \"d\"")).containsExactly(".ascii \"a ; // b\\\"  c\",\"d\"");
    }

    @Test
    void characterConstantsBecomeNumbers() {
        assertThat(texts(".byte 'a', '\\n', 'b")).containsExactly(".byte 97,10,98");
    }

    @Test
    void originsPointAtTheUnreducedText() {
        Statement statement = statements("  add   x0 ,  x1").get(0);
        assertThat(statement.origin(0, 3).span().text()).isEqualTo("test.s:1:3");
        int at = statement.text().indexOf("x1");
        assertThat(statement.origin(at, at + 2).span().column()).isEqualTo(15);
        assertThat(statement.origin().span().endColumn()).isEqualTo(17);
    }
}
