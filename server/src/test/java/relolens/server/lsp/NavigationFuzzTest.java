package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.junit.jupiter.api.Test;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.index.Entity;
import relolens.analyzer.index.FileIndex;
import relolens.analyzer.run.Progress;
import relolens.analyzer.source.SourceLoader;
import relolens.server.document.Snapshot;
import relolens.server.document.TextDocument;
import relolens.server.features.Places;
import relolens.server.navigation.CallHierarchy;
import relolens.server.navigation.Definitions;
import relolens.server.navigation.DocumentLinks;
import relolens.server.navigation.DocumentSymbols;
import relolens.server.navigation.Elsewhere;
import relolens.server.navigation.FoldingRanges;
import relolens.server.navigation.References;
import relolens.server.navigation.Renames;
import relolens.server.navigation.SelectionRanges;
import relolens.server.protocol.PositionEncoding;

/** Broken text is text: navigation answers at every position of it and never fails. */
class NavigationFuzzTest {
    private static final String PATH = "/fuzz/x.S";

    private static final String TEXT = """
            #include "y.h"
            #define PAIR(a, b...) .quad a; .long b
            #if defined(PAIR) && X > 1
            	.macro	put reg:req, n=1, rest:vararg
            .Lput_\\@:	str	\\reg, [x0, #\\n * 8]
            	.ifc	"\\reg", "x1"
            	b	.Lput_\\@
            	.endif
            	.endm
            #else
            tmp	.req	x9
            	.irp	r, x0, x1
            	mov	\\r, tmp
            	.endr
            #endif
            SYM_FUNC_START(copy)
            1:	put	x1, n=2
            	cbz	x1, 1b ; b 2f /* 😀 */
            2:	ldr	x0, =copy
            	add	x0, x0, :lo12:words
            	.pushsection .data, "aw"
            words:	PAIR(copy, 1, 2)
            	.popsection
            SYM_FUNC_END(copy)
            size = . - words
            """;

    private static final Elsewhere NOWHERE = new Elsewhere() {
        @Override
        public List<Location> definitions(Entity entity, PositionEncoding encoding) {
            return List.of();
        }

        @Override
        public List<Location> inC(String symbol, PositionEncoding encoding) {
            return List.of();
        }

        @Override
        public List<FileIndex> mentioning(String name) {
            return List.of();
        }

        @Override
        public boolean owns(String path) {
            return true;
        }

        @Override
        public Mentions otherwiseMentioning(String name, int seconds) {
            return new Mentions(List.of(), true);
        }
    };

    private static void everything(String text, int step) {
        SourceLoader loader = p -> p.equals(PATH) ? text : p.endsWith("y.h") ? "#define X 2\n" : null;
        var request = new AnalysisRequest(
                List.of(PATH), CppOptions.none(), loader, "/fuzz", null, null, null, AnalysisRequest.Runs.NONE);
        var study = Fixture.ASSEMBLING.study(request, Progress.NONE);
        TextDocument document = new TextDocument("file://" + PATH, PATH, 1, text);
        Snapshot snapshot = Snapshot.of(document, "x.S", "/fuzz", study, null);
        Places places = new Places(snapshot, PositionEncoding.UTF16, loader);
        DocumentSymbols.of(snapshot, places);
        FoldingRanges.of(snapshot)
                .forEach(f -> assertThat(f.getStartLine()).isBetween(0, Math.min(f.getEndLine(), document.lines())));
        DocumentLinks.of(snapshot, places);
        List<Position> positions = new ArrayList<>();
        for (int line = 0; line <= document.lines(); line++) {
            for (int c = 0; c <= document.line(line).length() + 1; c += step) {
                positions.add(new Position(line, c));
            }
        }
        SelectionRanges.of(snapshot, positions, places);
        for (Position p : positions) {
            List<Location> found = Definitions.at(snapshot, p, places, NOWHERE);
            found.forEach(l -> assertThat(l.getRange().getEnd().getLine()).isLessThan(document.lines() + 1));
            References.at(snapshot, p, true, places, NOWHERE);
            References.inDocument(snapshot, p, places);
            CallHierarchy.prepare(snapshot, p, places, NOWHERE);
            try {
                Renames.prepare(snapshot, p, places, NOWHERE);
            } catch (ResponseErrorException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void everyPositionOfEveryPrefixHasAnAnswer() {
        everything(TEXT, 1);
        for (int end = 0; end < TEXT.length(); end += 3) {
            everything(TEXT.substring(0, end), 5);
        }
    }

    @Test
    void randomDamageHasAnAnswer() {
        Random random = new Random(6);
        String[] pieces = {
            "\\", "\"", "/*", "*/", "#if", "#endif\n", ".macro", ".endm\n", "\n", ":", "1b", "(", "\\()", ";", "##"
        };
        for (int round = 0; round < 150; round++) {
            StringBuilder text = new StringBuilder(TEXT);
            for (int k = 0; k < 6; k++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.insert(at, pieces[random.nextInt(pieces.length)]);
                    case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(12)));
                    default -> text.setCharAt(at, (char) (1 + random.nextInt(0x2ff)));
                }
            }
            everything(text.toString(), 7);
        }
    }
}
