package relolens.emulator.execute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import relolens.emulator.isa.Isa;

class BindingsTest {
    /** Binding a row twice throws, so together: exactly one. */
    @Test
    void everyBaseRowHasExactlyOneExecutor() {
        assertThat(new Bindings(Isa.a64()).unbound()).isEmpty();
    }
}
