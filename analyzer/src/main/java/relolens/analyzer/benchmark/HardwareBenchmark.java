package relolens.analyzer.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.contract.Contracts;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.run.Conditions;
import relolens.analyzer.run.Progress;
import relolens.analyzer.run.RunRequest;
import relolens.analyzer.run.Runs;
import relolens.analyzer.source.SourceLoader;
import relolens.analyzer.unit.UnitAnalyzer;
import relolens.emulator.timing.Mechanism;
import relolens.emulator.timing.StreamingControl;
import relolens.emulator.timing.TimingLibrary;

/** Files of a program that runs a routine's pattern on hardware, with what the model says of that very program. */
public final class HardwareBenchmark {
    private static final String FOLDER = "/relolens/benchmark/";
    private static final String PATTERN = "pattern.S";
    private static final double LINES = 512 * 64;

    private HardwareBenchmark() {}

    /**
     * {@return file names and texts}
     *
     * @param core whose PMU events are counted, and whose prediction stands beside
     * @param machines where core and board are looked up
     * @throws BenchmarkException if the routine's loop cannot be made again
     * @throws relolens.emulator.timing.TimingDataException if core or board are unknown
     */
    public static Map<String, String> of(
            AssembledUnit unit, String routine, String core, String board, TimingLibrary machines) {
        CopyPattern pattern = CopyPattern.of(unit, routine);
        String head = "/* SPDX-License-Identifier: Apache-2.0 */\n/* Loads and stores of " + routine
                + ", as relolens read them. Generated; " + (pattern.copies() ? "a copy" : "a fill")
                + (pattern.cleans() ? ", each page cleaned" : "") + ". */\n";
        String assembly = new PatternSource(pattern).text(head);
        Map<String, String> files = new LinkedHashMap<>();
        files.put(PATTERN, assembly);
        files.put("bench.c", text("bench.c"));
        files.put("events.h", events(core));
        files.put("prediction.h", prediction(assembly, routine, core, board, pattern.copies(), machines));
        files.put("Makefile", text("Makefile.txt"));
        return files;
    }

    private static String events(String core) {
        StringBuilder out =
                new StringBuilder("/* PMU events of " + core + ": common ones, then its own. Generated. */\n");
        out.append("#define EVENTS \\\n");
        List<String> lines = new ArrayList<>();
        for (String line : text("events.txt").split("\n")) {
            String[] f = line.trim().split("\\s+");
            if (f.length == 3 && (f[0].equals("all") || f[0].equals(core))) {
                lines.add("\t{ " + f[1] + ", \"" + f[2] + "\" }");
            }
        }
        return out.append(String.join(", \\\n", lines)).append('\n').toString();
    }

    private static String prediction(
            String assembly, String routine, String core, String board, boolean copies, TimingLibrary machines) {
        SourceLoader loader = path -> path.equals(PATTERN) ? assembly : null;
        PreprocessedUnit unit = Preprocessor.preprocess(PATTERN, CppOptions.none(), loader);
        AssembledUnit assembled = Assembler.assemble(unit, loader, List.of());
        List<Contract> contracts = UnitAnalyzer.analyze(unit, assembled, loader, Contracts.of(unit, loader), null)
                .contracts();
        StreamingControl control = machines.core(core).on(machines.board(board)).streamingControl();
        StringBuilder out = new StringBuilder("/* Cycles a line that relolens predicts. Generated. */\n");
        out.append("#define CORE \"")
                .append(core)
                .append("\"\n#define BOARD \"")
                .append(board)
                .append("\"\n");
        out.append("#define ROUTINE \"").append(routine).append("\"\n");
        out.append("#define COPIES ").append(copies ? 1 : 0).append('\n');
        out.append("#define CONTROL \"").append(control.isKnown() ? control.describe("default") : "none published");
        out.append("\"\n/* in a row, scattered; the same without translation costs; broken */\n");
        for (String setting : control.isKnown() ? List.of("default", "off") : List.of("default")) {
            List<String> values = new ArrayList<>();
            for (Set<Mechanism> off : List.of(Set.<Mechanism>of(), Set.of(Mechanism.TLB))) {
                for (String run : List.of("row", "hop")) {
                    values.add(
                            cycles(assembled, contracts, "relolens_pages", run, core, board, setting, off, machines));
                }
            }
            values.add(
                    cycles(assembled, contracts, "relolens_broken", "row", core, board, setting, Set.of(), machines));
            String name = setting.equals("default") ? "PREDICTED" : "PREDICTED_OFF";
            out.append("#define ")
                    .append(name)
                    .append(" { ")
                    .append(String.join(", ", values))
                    .append(" }\n");
        }
        return out.toString();
    }

    private static String cycles(
            AssembledUnit unit,
            List<Contract> contracts,
            String routine,
            String name,
            String core,
            String board,
            String setting,
            Set<Mechanism> off,
            TimingLibrary machines) {
        Contract contract = contracts.stream()
                .filter(c -> c.routine().equals(routine))
                .findFirst()
                .orElseThrow();
        Clause.Run run = contract.runs().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
        RunRequest request = new RunRequest(
                unit, contract, run, Map.of(), core, board, new Conditions(false, setting, off, 0), machines);
        return String.format(
                Locale.ROOT, "%.2f", Runs.measure(request, null, Progress.NONE).cycles() / LINES);
    }

    private static String text(String resource) {
        try (@Nullable InputStream in = HardwareBenchmark.class.getResourceAsStream(FOLDER + resource)) {
            if (in == null) {
                throw new IllegalStateException(FOLDER + resource + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
