package relolens.analyzer.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import relolens.analyzer.program.Place;

class BaseOrderTest {
    private static final Base.LineSize LINE = new Base.LineSize(16, 4);

    /** Two of each kind, in order. */
    private static final List<Base> IN_ORDER = List.of(
            new Base.Register(2),
            new Base.Register(10),
            new Base.Symbol("a"),
            new Base.Symbol("b"),
            new Base.Code(new Place(".text", 8)),
            new Base.Code(new Place(".text", 16)),
            new Base.Reached(new Base.Register(1)),
            new Base.Reached(new Base.Symbol("a")),
            new Base.Join(9, 3),
            new Base.Join(10, 1),
            new Base.Earlier(new Base.Join(9, 3)),
            new Base.Earlier(new Base.Join(10, 3)),
            new Base.SystemRegister("ctr_el0", 0),
            new Base.SystemRegister("ctr_el0", 16),
            new Base.Called(9, 4),
            new Base.Called(10, 3),
            new Base.Link("f"),
            new Base.Link(Base.Link.at(9)),
            new Base.Link(Base.Link.at(10)),
            new Base.Shifted(new Base.Register(1), 3),
            new Base.Shifted(new Base.Register(1), 4),
            LINE,
            new Base.LineSize(16, 8),
            new Base.LineMask(LINE),
            new Base.LineMask(new Base.LineSize(16, 8)));

    @Test
    void ordersEveryKindOfBaseAndAgreesWithEquality() {
        for (int i = 0; i < IN_ORDER.size(); i++) {
            for (int j = 0; j < IN_ORDER.size(); j++) {
                assertThat(Integer.signum(BaseOrder.compare(IN_ORDER.get(i), IN_ORDER.get(j))))
                        .as("%s and %s", IN_ORDER.get(i), IN_ORDER.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void knowsEveryKindOfBase() {
        assertThat(Base.class.getPermittedSubclasses()).containsExactlyInAnyOrderElementsOf(BaseOrder.KINDS);
        assertThat(IN_ORDER.stream().map(Object::getClass).distinct()).hasSameSizeAs(BaseOrder.KINDS);
    }
}
