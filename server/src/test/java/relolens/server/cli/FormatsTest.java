package relolens.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import relolens.server.terminal.Exit;

/** Each format against its schema or grammar, by validators that are not ours; columns right beside tabs and é. */
class FormatsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The finding is on line 4, at code point 8, after two code points of two bytes each. */
    private static final String SOURCE = """
            //@ entry el=1 mmu=off
            //@ x0: data pa size=4K align=4K
            clear: /* <&> "patch", é */
            \t/*éé*/dc zva, x0
            \tret
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void source() throws IOException {
        Files.createDirectories(directory.resolve("boot dir"));
        Files.writeString(directory.resolve("boot dir/pätch,1.S"), SOURCE);
    }

    private String output(String format) {
        var run = CommandLineSession.run(directory, "analyze", "--format", format, "boot dir/pätch,1.S");
        assertThat(run.err()).doesNotContain("internal error");
        return run.out();
    }

    private static JsonSchema schema(InputStream in, VersionFlag version) throws IOException {
        try (in) {
            return JsonSchemaFactory.getInstance(version)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static InputStream resource(String name) {
        InputStream in = FormatsTest.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException(name + " is not on the class path");
        }
        return in;
    }

    @Test
    void sarifIsValidAndHoldsWhatCodeScanningNeeds() throws Exception {
        JsonNode log = JSON.readTree(output("sarif"));
        var sarif = schema(resource("/schema/sarif-schema-2.1.0.json"), VersionFlag.V7);
        assertThat(sarif.validate(log)).isEmpty();
        JsonNode run = log.at("/runs/0");
        JsonNode result = run.at("/results/0");
        assertThat(result.path("ruleId").asText()).isEqualTo("D01");
        assertThat(run.at("/columnKind").asText()).isEqualTo("unicodeCodePoints");
        JsonNode region = result.at("/locations/0/physicalLocation/region");
        assertThat(region.path("startLine").asInt()).isEqualTo(4);
        assertThat(region.path("startColumn").asInt()).isEqualTo(8);
        assertThat(region.path("endLine").asInt()).isEqualTo(4);
        assertThat(region.path("endColumn").asInt()).isEqualTo(18);
        assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("boot%20dir/p%C3%A4tch,1.S");
        assertThat(result.at("/partialFingerprints/primaryLocationLineHash").asText())
                .matches("[0-9a-f]{16}:1");
        JsonNode rule =
                run.at("/tool/driver/rules").get(result.path("ruleIndex").asInt());
        assertThat(rule.path("id").asText()).isEqualTo("D01");
        for (String text : new String[] {"/shortDescription/text", "/fullDescription/text", "/help/text"}) {
            assertThat(rule.at(text).asText()).as(text).isNotBlank();
        }
        assertThat(rule.at("/fullDescription/text").asText().length()).isLessThanOrEqualTo(1024);
    }

    @Test
    void rdjsonCountsBytes() throws Exception {
        JsonNode all = JSON.readTree(output("rdjson"));
        assertThat(schema(resource("/relolens/server/formats/rdjson.schema.json"), VersionFlag.V202012)
                        .validate(all))
                .isEmpty();
        JsonNode start = all.at("/diagnostics/0/location/range/start");
        assertThat(start.path("line").asInt()).isEqualTo(4);
        assertThat(start.path("column").asInt()).isEqualTo(10);
        assertThat(all.at("/diagnostics/0/location/range/end/column").asInt()).isEqualTo(20);
        assertThat(all.at("/diagnostics/0/location/path").asText()).isEqualTo("boot dir/pätch,1.S");
    }

    @Test
    void gitlabEntriesAreValidAndTheirFingerprintsDiffer() throws Exception {
        JsonNode all = JSON.readTree(output("gitlab"));
        assertThat(schema(resource("/relolens/server/formats/gitlab.schema.json"), VersionFlag.V202012)
                        .validate(all))
                .isEmpty();
        Set<String> prints = new HashSet<>();
        all.forEach(e -> prints.add(e.path("fingerprint").asText()));
        assertThat(prints).hasSize(all.size()).isNotEmpty();
        assertThat(all.at("/0/location/lines/begin").asInt()).isEqualTo(4);
    }

    @Test
    void annotationsAreWorkflowCommandsWithTheirSpecialCharactersEscaped() {
        Pattern command = Pattern.compile("::(error|warning|notice) file=([^,:]*),line=(\\d+),endLine=(\\d+)"
                + "(,col=(\\d+),endColumn=(\\d+))?,title=([^,:]*)::(.+)");
        String[] lines = output("github").split("\n");
        assertThat(lines).isNotEmpty().allMatch(l -> command.matcher(l).matches());
        assertThat(lines[0])
                .startsWith(
                        "::error file=boot dir/pätch%2C1.S,line=4,endLine=4,col=8,endColumn=18,title=D01 dczva-device::");
    }

    @Test
    void junitIsValidAndFailsTheRoutineWithTheFinding() throws Exception {
        String xml = output("junit");
        var schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(resource("/relolens/server/formats/junit.xsd")));
        schema.newValidator().validate(new StreamSource(new StringReader(xml)));
        var suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getElementsByTagName("testsuite")
                .item(0);
        assertThat(suite.getAttributes().getNamedItem("failures").getNodeValue())
                .isEqualTo("1");
        assertThat(suite.getAttributes().getNamedItem("name").getNodeValue()).isEqualTo("boot dir/pätch,1.S");
        assertThat(xml).contains("<testcase name=\"clear\"").contains("4:8: error:");
    }

    @Test
    void theHtmlPageIsWholeAndEscapesTheSource() throws Exception {
        String html = output("html");
        assertThat(html).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        assertThat(html).doesNotContain("<script").doesNotContain("http:").doesNotContain("https:");
        assertThat(html).contains("dc zva, x0").contains("error D01 dczva-device");
        Files.writeString(directory.resolve("x.S"), "\tdc zva, x0 // <script>alert(1)</script>\nf:\n\tret // <b>\n");
        String hostile = CommandLineSession.run(directory, "analyze", "--format", "html", "x.S")
                .out();
        assertThat(hostile).doesNotContain("<script>").doesNotContain("// <b>");
    }

    @Test
    void severalFormatsComeOfOneAnalysisAndAreTheSameBytesInAnyLocale() throws Exception {
        var first = Locale.getDefault();
        for (String format : new String[] {"sarif", "rdjson", "github", "gitlab", "html", "junit"}) {
            String here = output(format);
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            try {
                assertThat(output(format)).as(format).isEqualTo(here);
            } finally {
                Locale.setDefault(first);
            }
        }
        var run = CommandLineSession.run(
                directory, "analyze", "--format", "sarif=o/a.sarif", "--format", "junit=o/a.xml", "boot dir/pätch,1.S");
        assertThat(run.code()).isEqualTo(Exit.FINDINGS);
        assertThat(Files.readString(directory.resolve("o/a.sarif"))).isEqualTo(output("sarif"));
        assertThat(Files.readString(directory.resolve("o/a.xml"))).isEqualTo(output("junit"));
    }
}
