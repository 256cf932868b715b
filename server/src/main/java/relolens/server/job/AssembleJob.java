package relolens.server.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.HeaderCache;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.elf.ElfWriter;
import relolens.analyzer.project.BuildFlags;
import relolens.analyzer.report.GccReport;
import relolens.analyzer.report.Report;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.Span;
import relolens.emulator.isa.Isa;
import relolens.server.files.DiskSources;
import relolens.server.terminal.Console;
import relolens.server.terminal.RootPaths;
import relolens.server.terminal.UsageProblem;
import relolens.server.terminal.Workers;

/** Assembles every input, some at a time, each header read once for all; says its problems in input order. */
public final class AssembleJob {
    /** Most problems said of one file. */
    private static final int MOST_PROBLEMS = 100;

    private final Console console;
    private final RootPaths root;
    private final BuildFlags flags;
    private final int jobs;

    /**
     * @param problems in source order
     * @param assumed what was assumed of how the file is built, or null
     * @param failed whether no object was written for a source that should have one
     */
    private record Part(
            List<Report.InputProblem> problems, @Nullable String assumed, boolean failed) {}

    /** A job that assembles {@code jobs} files at a time. */
    public AssembleJob(Console console, BuildFlags flags, int jobs) {
        this.console = console;
        this.root = new RootPaths(console.directory());
        this.flags = flags;
        this.jobs = jobs;
    }

    /** {@return whether a named source (or, below a directory, a unit of its own) could not be assembled} */
    public boolean run(Inputs inputs, Map<Path, Path> objects) {
        // The first source is preprocessed while the instruction table is read.
        var table = new Thread(Isa::a64, "instruction table");
        table.setDaemon(true);
        table.start();
        var headers = new HeaderCache(new DiskSources(console.directory(), inputs.overlay()));
        var fragments = Fragments.among(inputs);
        List<Callable<Part>> tasks = new ArrayList<>();
        inputs.files()
                .forEach((file, named) -> tasks.add(() -> {
                    String never = named ? null : Fragments.neverAssembled(file);
                    if (never != null) {
                        return new Part(
                                List.of(new Report.InputProblem(
                                        Severity.NOTE, "fragment", root.relative(file), 1, 1, never)),
                                null,
                                false);
                    }
                    Part part = assemble(file, Objects.requireNonNull(objects.get(file)), headers);
                    return named ? part : demoted(file, part, fragments);
                }));
        boolean failed = false;
        List<Report.InputProblem> problems = new ArrayList<>();
        Map<String, List<String>> assumed = new LinkedHashMap<>();
        List<Path> files = new ArrayList<>(inputs.files().keySet());
        List<Part> parts = Workers.inOrder(tasks, jobs);
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.assumed() != null) {
                assumed.computeIfAbsent(part.assumed(), k -> new ArrayList<>()).add(root.relative(files.get(i)));
            }
            problems.addAll(part.problems());
            failed |= part.failed();
        }
        say(SharedCauses.once(problems));
        assumed.forEach((what, of) ->
                console.say("note: " + (of.size() == 1 ? of.get(0) : of.size() + " files") + ": " + what));
        return failed;
    }

    private void say(List<Report.InputProblem> problems) {
        Map<String, Integer> said = new LinkedHashMap<>();
        for (Report.InputProblem p : problems) {
            if (said.merge(p.file(), 1, Integer::sum) <= MOST_PROBLEMS) {
                console.say(GccReport.line(p));
            }
        }
        said.forEach((file, count) -> {
            if (count > MOST_PROBLEMS) {
                console.say(file + ": and " + (count - MOST_PROBLEMS) + " more problems");
            }
        });
    }

    private Part demoted(Path file, Part part, Fragments fragments) {
        var report = new Report(List.of(), List.of(), List.of(), List.of(), part.problems());
        List<Report.InputProblem> left = fragments.demoted(file, report, root).problems();
        return new Part(left, part.assumed(), left.stream().anyMatch(p -> p.severity() == Severity.ERROR));
    }

    /** Like GNU as writes no object for a source with errors. */
    private Part assemble(Path file, Path object, HeaderCache headers) {
        BuildFlags.Choice choice = flags.choose(file, headers);
        CppOptions options = choice.options().writing(file.toString(), written(file));
        var unit = Preprocessor.preprocess(file.toString(), options, headers);
        AssembledUnit assembled = Assembler.assemble(
                unit,
                headers,
                exact(choice).writing(file.toString(), written(file)),
                console.directory().toString());
        List<Report.InputProblem> problems = new ArrayList<>();
        boolean errors = false;
        for (Problem p : assembled.problems()) {
            Span s = p.origin().span();
            problems.add(new Report.InputProblem(
                    p.severity(), p.code(), root.relative(Path.of(s.file())), s.line(), s.column(), p.message()));
            errors |= p.severity() == Severity.ERROR;
        }
        if (!errors) {
            write(ElfWriter.write(assembled), object);
        }
        return new Part(problems, choice.assumed(), errors);
    }

    /** {@return the source as gcc would have been given it: what {@code __FILE__} says} */
    private String written(Path file) {
        return file.startsWith(console.directory())
                ? console.directory().relativize(file).toString()
                : file.toString();
    }

    private static void write(byte[] bytes, Path to) {
        try {
            Path parent = to.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.write(to, bytes);
        } catch (IOException e) {
            throw new UsageProblem(to + ": cannot be written: " + e.getMessage());
        }
    }

    /** Options that are all there is to say leave gcc's default architecture, not an unknown one. */
    private static CppOptions exact(BuildFlags.Choice choice) {
        CppOptions options = choice.options();
        boolean silent = choice.assumed() == null
                && options.machine().stream().noneMatch(o -> o.contains("-march=") || o.contains("-mcpu="));
        if (!silent) {
            return options;
        }
        List<String> machine = new ArrayList<>(options.machine());
        machine.add("-march=armv8-a");
        return options.on(machine);
    }
}
