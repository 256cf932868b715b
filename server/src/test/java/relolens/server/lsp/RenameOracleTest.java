package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.project.BuildFlags;
import relolens.analyzer.project.FoundDatabases;
import relolens.analyzer.project.GccArguments;
import relolens.server.files.DiskSources;

/**
 * Renames of randomly chosen names in Linux 6.1's relocation, head, proc and entry files leave what is assembled as it was:
 * by our assembler for each, by gcc and GNU as for a sample.
 */
@Tag("oracle")
class RenameOracleTest {
    private static final int PER_FILE = 40;
    private static final Pattern WORD = Pattern.compile("[A-Za-z_.][\\w.]*");

    @TempDir
    Path directory;

    private final Map<String, Integer> refusals = new TreeMap<>();
    private int renamed;
    private int byGnu;
    private int files;

    @Test
    void renamesLeaveTheObjectAsItWas() throws Exception {
        Path root = DefinitionOracleTest.linux();
        Random random = new Random(61);
        try (var editor = new EditorSession(Fixture.ASSEMBLING, directory)) {
            editor.initialize(root, "{}");
            for (String file : DefinitionOracleTest.FILES) {
                one(editor, root, root.resolve(file), random);
            }
        }
        System.out.printf(
                "renames: %d of %d files' names, %d of them compared by gcc and GNU as, all objects the same%n",
                renamed, files, byGnu);
        refusals.forEach((reason, n) -> System.out.printf("refused %4d × %s%n", n, reason));
        assertThat(renamed).isGreaterThan(150);
        assertThat(byGnu).isGreaterThan(20);
    }

    private void one(EditorSession editor, Path root, Path file, Random random) throws Exception {
        files++;
        String text = Files.readString(file);
        String uri = file.toUri().toString();
        editor.open(uri, text);
        String[] lines = text.split("\n", -1);
        List<int[]> places = new ArrayList<>();
        for (int l = 0; l < lines.length; l++) {
            Matcher m = WORD.matcher(lines[l]);
            while (m.find()) {
                places.add(new int[] {l, m.start(), m.end()});
            }
        }
        Collections.shuffle(places, random);
        Set<String> tried = new HashSet<>();
        DiskSources disk = new DiskSources(root, Map.of());
        CppOptions options = new BuildFlags(GccArguments.parse(List.of(), root), null, new FoundDatabases())
                .choose(file, disk)
                .options();
        String before = image(assemble(file, options, disk), "", "");
        GnuNames gnu = new GnuNames(root, file);
        String gnuBefore = gnuImage(gnu, root, file, file);
        int done = 0;
        for (int[] p : places) {
            String word = lines[p[0]].substring(p[1], p[2]);
            if (done == PER_FILE || !tried.add(word)) {
                continue;
            }
            String at = EditorSession.at(uri, p[0], p[1]);
            JsonObject prepared = editor.reply(editor.send("textDocument/prepareRename", at));
            if (prepared.has("error")) {
                refused(prepared);
                continue;
            }
            String old = prepared.getAsJsonObject("result").get("placeholder").getAsString();
            String name = (old.startsWith(".L") ? ".L" : "") + "renamed_" + done + "_here";
            JsonObject reply = editor.reply(editor.send(
                    "textDocument/rename", at.substring(0, at.length() - 1) + ",\"newName\":\"" + name + "\"}"));
            if (reply.has("error")) {
                refused(reply);
                continue;
            }
            Map<String, String> texts = new HashMap<>();
            for (Map.Entry<String, JsonElement> e :
                    reply.getAsJsonObject("result").getAsJsonObject("changes").entrySet()) {
                Path edited = Path.of(URI.create(e.getKey()));
                texts.put(
                        edited.toString(),
                        Fixture.edited(Files.readString(edited), e.getValue().getAsJsonArray()));
            }
            String after = image(assemble(file, options, new DiskSources(root, texts)), name, old);
            assertThat(firstDifference(before, after)).as(file + ": " + old).isEmpty();
            renamed++;
            done++;
            if (texts.size() == 1 && texts.containsKey(file.toString()) && done % 2 == 0) {
                Path copy = directory.resolve(file.getFileName().toString());
                // Under the name of the original: the object may spell it.
                Files.writeString(copy, "#line 1 \"" + file + "\"\n" + texts.get(file.toString()));
                assertThat(firstDifference(
                                gnuBefore,
                                gnuImage(gnu, root, copy, file).replaceAll("\\b" + Pattern.quote(name) + "\\b", old)))
                        .as("GNU as on " + file + ": " + old)
                        .isEmpty();
                byGnu++;
            }
        }
    }

    /** {@return the first line that differs, "" if none does} */
    static String firstDifference(String before, String after) {
        String[] a = before.split("\n");
        String[] b = after.split("\n");
        for (int i = 0; i < Math.max(a.length, b.length); i++) {
            String x = i < a.length ? a[i] : "";
            String y = i < b.length ? b[i] : "";
            if (!x.equals(y)) {
                return x + " became " + y;
            }
        }
        return "";
    }

    private void refused(JsonObject reply) {
        String reason = reply.getAsJsonObject("error").get("message").getAsString();
        String kind = reason.replaceAll("'[^']*'|\\(.*|/\\S+", "…").replaceAll(": .*|in line.*", "");
        refusals.merge(kind, 1, Integer::sum);
    }

    static AssembledUnit assemble(Path file, CppOptions options, DiskSources sources) {
        return Assembler.assemble(Preprocessor.preprocess(file.toString(), options, sources), sources, options);
    }

    /** {@return all that is in the object, the name taken back} */
    static String image(AssembledUnit unit, String name, String old) {
        StringBuilder out = new StringBuilder();
        for (AssembledUnit.Section s : unit.sections()) {
            out.append(s.name())
                    .append(' ')
                    .append(s.flags())
                    .append(' ')
                    .append(s.size())
                    .append('\n');
            out.append(java.util.HexFormat.of().formatHex(s.content())).append('\n');
            for (AssembledUnit.Relocation r : s.relocations()) {
                String symbol = r.symbol().equals(name) ? old : r.symbol();
                out.append(r.offset())
                        .append(' ')
                        .append(r.type())
                        .append(' ')
                        .append(symbol)
                        .append(' ')
                        .append(r.addend());
                out.append('\n');
            }
        }
        for (AssembledUnit.Symbol s : unit.symbols()) {
            out.append(s.section())
                    .append(' ')
                    .append(s.value())
                    .append(' ')
                    .append(s.global())
                    .append(' ')
                    .append(s.type());
            out.append(' ').append(s.size()).append('\n');
        }
        return out.toString();
    }

    private String gnuImage(GnuNames gnu, Path root, Path file, Path original) throws Exception {
        Path object = directory.resolve("x.o");
        List<String> command = new ArrayList<>(gnu.gcc);
        command.addAll(List.of(
                "-iquote",
                String.valueOf(original.getParent()),
                "-Wa,-march=armv8.5-a",
                "-c",
                file.toString(),
                "-o",
                object.toString()));
        GnuNames.run(root, command);
        Process dump = new ProcessBuilder("aarch64-linux-gnu-objdump", "-s", "-r", object.toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(dump.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(dump.waitFor()).isZero();
        return text;
    }
}
