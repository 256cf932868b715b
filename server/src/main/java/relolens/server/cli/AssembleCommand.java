package relolens.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.elf.ElfWriter;
import relolens.analyzer.project.BuildFlags;
import relolens.analyzer.project.GccArguments;
import relolens.analyzer.report.GccReport;
import relolens.analyzer.report.Report;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.Span;
import relolens.server.files.DiskSources;

/** {@code relolens assemble}. */
@Command(
        name = "assemble",
        description = "Assembles to ELF64 relocatable objects: the bytes and relocations of GNU as 2.40.",
        footerHeading = "%nPreprocessor options are those of analyze; other gcc flags are taken and ignored.%n")
final class AssembleCommand implements Callable<Integer> {
    private final Console console;
    private final GccArguments gcc;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Sources, or - for standard input.")
    private List<String> files = List.of();

    @Option(names = "-o", paramLabel = "OUT.o", description = "Object to write; for one source.")
    private @Nullable String output;

    @Option(names = "--out-dir", paramLabel = "DIR", description = "Directory to write NAME.o of each source to.")
    private @Nullable String outputDirectory;

    @Option(names = "-p", paramLabel = "FILE", description = "compile_commands.json, or its directory; only read.")
    private @Nullable String database;

    AssembleCommand(Console console, GccArguments gcc) {
        this.console = console;
        this.gcc = gcc;
    }

    @Override
    public Integer call() {
        if ((output == null) == (outputDirectory == null)) {
            throw new UsageProblem("assemble: say either -o OUT.o or --out-dir DIR");
        }
        if (output != null && files.size() > 1) {
            throw new UsageProblem("assemble: -o is for one source; use --out-dir for several");
        }
        var root = new RootPaths(console.directory());
        var flags = new BuildFlags(gcc, Databases.read(database, console.directory()));
        Inputs inputs = Inputs.of(files, "stdin.S", console, root);
        inputs.problems().forEach(p -> console.say(GccReport.line(p)));
        boolean failed = inputs.problems().stream().anyMatch(p -> p.severity() == Severity.ERROR);
        for (Path file : inputs.files().keySet()) {
            var sources = new DiskSources(console.directory(), inputs.overlay());
            failed |= !assemble(file, flags.choose(file, sources), sources, root);
        }
        return failed ? Exit.INPUT : Exit.CLEAN;
    }

    /** {@return whether an object was written: like GNU as we write none for a source with errors} */
    private boolean assemble(Path file, BuildFlags.Choice flags, DiskSources sources, RootPaths root) {
        if (flags.assumed() != null) {
            console.say("note: " + root.relative(file) + ": " + flags.assumed());
        }
        var unit = Preprocessor.preprocess(file.toString(), flags.options(), sources);
        AssembledUnit assembled =
                Assembler.assemble(unit, sources, flags.options().includeDirs());
        boolean errors = false;
        for (Problem p : assembled.problems()) {
            Span s = p.origin().span();
            console.say(GccReport.line(new Report.InputProblem(
                    p.severity(), p.code(), root.relative(Path.of(s.file())), s.line(), s.column(), p.message())));
            errors |= p.severity() == Severity.ERROR;
        }
        if (!errors) {
            write(ElfWriter.write(assembled), target(file));
        }
        return !errors;
    }

    private Path target(Path file) {
        if (output != null) {
            return console.directory().resolve(output);
        }
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return console.directory()
                .resolve(String.valueOf(outputDirectory))
                .resolve((dot > 0 ? name.substring(0, dot) : name) + ".o");
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
}
