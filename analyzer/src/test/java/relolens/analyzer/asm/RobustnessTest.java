package relolens.analyzer.asm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.elf.ElfWriter;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.SourceLoader;

/** Broken text: preprocessed, assembled and written without an exception, in bounded time, and only its own line suffers. */
class RobustnessTest {
    private static final boolean LONG = Boolean.getBoolean("relolens.soak");
    private static final String LETTERS = "\\().,:;\"'<>=+-*/&|^~!%#@[]{} \t\n019axf\u00e9\u0000";
    private static final List<String> BROKEN = List.of(
            "\tadd x0, x1",
            "\tnosuch x0",
            "\tldr x0, [x1, #7777]",
            "\t.byte (1",
            "\t.unknown 3",
            "\t.word a b",
            "\t.ascii open",
            "\t.balign 3",
            "\t.section",
            "\t.type nothing_here, %strange",
            "\t.set",
            "\t.if",
            "\t]",
            "\t.popsection 1",
            "\t.reloc 0, NONSENSE, a",
            "\t.macro",
            "\t.cfi_offset x1");

    private static List<String> programs() throws Exception {
        List<String> programs = new ArrayList<>();
        for (Path file : Snippets.files("/relolens/asm/corpus")) {
            programs.add(Files.readString(file));
        }
        return programs;
    }

    /** Through the preprocessor, as a file called t.S. */
    private static void whole(String source) {
        SourceLoader only = path -> path.equals("t.S") ? source : null;
        CppOptions options =
                new CppOptions(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of("-g"));
        assertThatCode(() -> Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(20),
                        () -> ElfWriter.write(
                                Assembler.assemble(Preprocessor.preprocess("t.S", options, only), only, options, "/"))))
                .as("%s", source)
                .doesNotThrowAnyException();
    }

    @Test
    void everyPrefixOfAFileEnds() throws Exception {
        List<String> programs = programs();
        for (String program : LONG ? programs.subList(0, 3) : programs.subList(0, 1)) {
            String text = program.substring(0, Math.min(program.length(), LONG ? program.length() : 1500));
            for (int end = 0; end <= text.length(); end++) {
                whole(text.substring(0, end));
            }
        }
    }

    @Test
    void randomPrefixesEnd() throws Exception {
        Random random = new Random(5);
        List<String> programs = programs();
        for (int i = 0; i < (LONG ? 20_000 : 300); i++) {
            String program = programs.get(random.nextInt(programs.size()));
            whole(program.substring(0, random.nextInt(program.length() + 1)));
        }
    }

    @Test
    void mutationsEnd() throws Exception {
        Random random = new Random(7);
        List<String> programs = programs();
        for (int i = 0; i < (LONG ? 10_000 : 300); i++) {
            StringBuilder text = new StringBuilder(programs.get(random.nextInt(programs.size())));
            for (int edits = 1 + random.nextInt(8); edits > 0; edits--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, LETTERS.charAt(random.nextInt(LETTERS.length())));
                    case 2 -> {
                        int end = Math.min(text.length(), at + random.nextInt(60));
                        text.insert(random.nextInt(text.length()), text.substring(at, end));
                    }
                    default -> text.setCharAt(at, LETTERS.charAt(random.nextInt(LETTERS.length())));
                }
            }
            whole(text.toString());
        }
    }

    /** {@return the bytes of each section by name} */
    private static Map<String, List<Byte>> bytes(AssembledUnit unit) {
        Map<String, List<Byte>> all = new TreeMap<>();
        for (AssembledUnit.Section s : unit.sections()) {
            List<Byte> list = new ArrayList<>();
            for (byte b : s.content()) {
                list.add(b);
            }
            all.put(s.name(), list);
        }
        return all;
    }

    @Test
    void aBrokenLineLeavesTheBytesOfAllOthersAsTheyAre() throws Exception {
        Random random = new Random(11);
        int tried = 0;
        for (int seed = 0; tried < (LONG ? 5000 : 300); seed++) {
            String source = RandomProgram.of(seed);
            AssembledUnit good = PlainText.assemble(source);
            if (good.problems().stream().anyMatch(p -> p.severity() == Severity.ERROR)) {
                continue;
            }
            tried++;
            List<String> lines = new ArrayList<>(List.of(source.split("\n", -1)));
            int at = outsideBlocks(lines, random);
            String broken = BROKEN.get(random.nextInt(BROKEN.size()));
            lines.add(at, broken);
            if (broken.equals("\t.if")) {
                lines.add(at + 1, "\t.else");
                lines.add(at + 2, "\t.endif");
            } else if (broken.equals("\t.macro")) {
                lines.add(at + 1, "\t.endm");
            }
            AssembledUnit bad = PlainText.assemble(String.join("\n", lines));
            assertThat(bad.problems())
                    .as("%s in line %d of%n%s", broken, at + 1, source)
                    .anyMatch(p -> p.severity() == Severity.ERROR);
            assertThat(bytes(bad))
                    .as("%s in line %d of%n%s", broken, at + 1, source)
                    .isEqualTo(bytes(good));
        }
    }

    /** {@return a place where no macro's or repetition's body stands} */
    private static int outsideBlocks(List<String> lines, Random random) {
        List<Integer> places = new ArrayList<>();
        int depth = 0;
        for (int i = 0; i < lines.size() - 1; i++) {
            String line = lines.get(i).strip();
            depth += line.startsWith(".macro")
                            || line.startsWith(".rept")
                            || line.startsWith(".irp")
                            || line.startsWith(".if ")
                    ? 1
                    : line.equals(".endm") || line.equals(".endr") || line.equals(".endif") ? -1 : 0;
            if (depth == 0) {
                places.add(i + 1);
            }
        }
        return places.get(random.nextInt(places.size()));
    }
}
