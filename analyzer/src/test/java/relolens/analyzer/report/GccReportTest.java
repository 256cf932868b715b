package relolens.analyzer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class GccReportTest {
    @Test
    void eachFindingIsOneLineThatToolsParse() {
        var to = new StringWriter();
        GccReport.write(SampleReport.full(), to);
        assertThat(to.toString().lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("a.S:5:2: error: the instruction")
                .endsWith("[C03 ic-no-dsb]");
    }
}
