package relolens.analyzer.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionParserTest {
    private record Named(String name) implements Expression.Target {}

    private static final Names NAMES = new Names() {
        private final Map<String, Long> values = Map.of("one", 1L, "ten", 10L);

        @Override
        public Expression symbol(String name) {
            Long value = values.get(name);
            return value == null ? new Expression.Reference(new Named(name)) : new Expression.Constant(value);
        }

        @Override
        public Expression here() {
            return new Expression.Reference(new Named("."));
        }

        @Override
        public @Nullable Expression local(long number, boolean forward) {
            return forward ? new Expression.Reference(new Named(number + "f")) : null;
        }
    };

    private static ExpressionParser.Parsed parse(String text) {
        return ExpressionParser.parse(NAMES, text, 0);
    }

    @Test
    void knownNamesFold() {
        assertThat(parse("ten*2+one").expression()).isEqualTo(new Expression.Constant(21));
    }

    /** Linux's page permission registers: one constant of some thousand operators. */
    @Test
    void longConstantsFold() {
        String sum = "(1<<2|1)+".repeat(5000) + "0";
        assertThat(parse(sum).expression()).isEqualTo(new Expression.Constant(25_000));
        assertThat(parse("a+".repeat(5000) + "0").problem()).contains("operators");
    }

    @Test
    void unknownNamesStayTrees() {
        assertThat(parse("a-4").expression())
                .isEqualTo(new Expression.Binary(
                        Expression.Operator.SUBTRACT,
                        new Expression.Reference(new Named("a")),
                        new Expression.Constant(4)));
    }

    @Test
    void readsUpToWhatIsNoOperator() {
        ExpressionParser.Parsed parsed = parse("1+2,3");
        assertThat(parsed.end()).isEqualTo(3);
        assertThat(parse("5]").end()).isEqualTo(1);
    }

    @Test
    void twoExclamationMarksAreExclusiveOr() {
        assertThat(parse("330!!5").expression()).isEqualTo(new Expression.Constant(330 ^ 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1+", "1/0", "7%0"})
    void goesOnWithAWarningWhereGnuAsDoes(String text) {
        assertThat(parse(text).problem()).isNull();
        assertThat(parse(text).warning()).isNotBlank();
        assertThat(parse("1+1").warning()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "(1", "*2", "3b", ")", "\"open", "@"})
    void saysWhatIsWrong(String text) {
        assertThat(parse(text).problem()).isNotBlank();
    }
}
