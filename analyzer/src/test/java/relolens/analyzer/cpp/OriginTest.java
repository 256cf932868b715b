package relolens.analyzer.cpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import relolens.analyzer.source.Frame;
import relolens.analyzer.source.Origin;
import relolens.analyzer.source.Span;

class OriginTest {
    private static Origin of(PreprocessedUnit unit, int line, String part) {
        PreprocessedLine l = unit.lines().get(line);
        int from = l.text().indexOf(part);
        assertThat(from).isNotNegative();
        return l.origin(from, from + part.length());
    }

    @Test
    void plainTextIsWhereItStands() {
        PreprocessedUnit unit = Cpp.of("\n  add x0, /* c */ x1, #1\n").run();
        assertThat(of(unit, 0, "x1")).isEqualTo(new Origin(Span.of("a.S", 2, 19, 2), List.of()));
        assertThat(of(unit, 0, "dd").span()).isEqualTo(Span.of("a.S", 2, 4, 2));
        assertThat(unit.lines().get(0).origin().span()).isEqualTo(new Span("a.S", 2, 3, 2, 25));
    }

    @Test
    void columnsCountCodePoints() {
        PreprocessedUnit unit = Cpp.of("\"\ud83d\ude00\u00e9\" x\n").run();
        assertThat(of(unit, 0, "x").span()).isEqualTo(Span.of("a.S", 1, 6, 1));
    }

    @Test
    void splicedTextKnowsBothLines() {
        PreprocessedUnit unit = Cpp.of("mov x0, \\\n  x1\n").run();
        assertThat(of(unit, 0, "x1").span()).isEqualTo(Span.of("a.S", 2, 3, 2));
        assertThat(unit.lines().get(0).origin().span()).isEqualTo(new Span("a.S", 1, 1, 2, 5));
    }

    @Test
    void expandedTextIsWhereTheMacroIsUsedWithTheWayToItsDefinition() {
        PreprocessedUnit unit = Cpp.of("#define IN(r) mov r, #7\n#define OUT(r) IN(r)\n  nop; OUT(x3) // c\n")
                .run();
        assertThat(unit.lines().get(0).text().strip()).isEqualTo("nop; mov x3, #7");
        Origin seven = of(unit, 0, "#7");
        assertThat(seven.span()).isEqualTo(new Span("a.S", 3, 8, 3, 15));
        assertThat(seven.expansion())
                .containsExactly(
                        new Frame(Frame.Kind.DEFINE, "OUT", Span.of("a.S", 2, 16, 2)),
                        new Frame(Frame.Kind.DEFINE, "IN", Span.of("a.S", 1, 22, 1)));
        assertThat(of(unit, 0, "x3").span()).isEqualTo(new Span("a.S", 3, 8, 3, 15));
        assertThat(of(unit, 0, "nop").expansion()).isEmpty();
        Origin statement = of(unit, 0, "mov x3, #7");
        assertThat(statement.span()).isEqualTo(new Span("a.S", 3, 8, 3, 15));
        assertThat(statement.expansion()).extracting(Frame::name).startsWith("OUT");
    }

    @Test
    void aPlainStatementWithAMacroInsideIsPlain() {
        PreprocessedUnit unit = Cpp.of("#define N 16\nadd x0, x0, #N\n").run();
        Origin whole = unit.lines().get(0).origin();
        assertThat(whole).isEqualTo(new Origin(new Span("a.S", 2, 1, 2, 15), List.of()));
        assertThat(of(unit, 0, "16").expansion()).extracting(Frame::name).containsExactly("N");
    }

    @Test
    void includedTextHasItsChainOutermostFirst() {
        PreprocessedUnit unit = Cpp.of("#include \"one.h\"\n")
                .with("one.h", "\n #include \"two.h\"\n")
                .with("two.h", "#define N nop\n\nN\n")
                .run();
        Origin origin = unit.lines().get(0).origin();
        assertThat(origin.span()).isEqualTo(Span.of("two.h", 3, 1, 1));
        assertThat(origin.expansion())
                .extracting(Frame::kind, Frame::name, f -> f.at().text())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Frame.Kind.INCLUDE, "one.h", "a.S:1:2"),
                        org.assertj.core.groups.Tuple.tuple(Frame.Kind.INCLUDE, "two.h", "one.h:2:3"),
                        org.assertj.core.groups.Tuple.tuple(Frame.Kind.DEFINE, "N", "two.h:1:11"));
    }

    @Test
    void pastedAndBuiltinTokensKeepTheirUse() {
        PreprocessedUnit unit =
                Cpp.of("#define R(n) x##n\nmov R(0), #__LINE__\n").run();
        assertThat(of(unit, 0, "x0").span()).isEqualTo(Span.of("a.S", 2, 5, 4));
        assertThat(of(unit, 0, "x0").expansion()).extracting(Frame::name).containsExactly("R");
        assertThat(of(unit, 0, "2").span()).isEqualTo(Span.of("a.S", 2, 12, 8));
    }
}
