package relolens.server.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import relolens.analyzer.project.BuildFlags;
import relolens.analyzer.project.GccArguments;
import relolens.analyzer.report.GccReport;
import relolens.analyzer.source.Severity;
import relolens.server.job.AssembleJob;
import relolens.server.job.Inputs;
import relolens.server.terminal.Console;
import relolens.server.terminal.Exit;
import relolens.server.terminal.RootPaths;
import relolens.server.terminal.UsageProblem;

/** {@code relolens assemble}. */
@Command(
        name = "assemble",
        description = "Assembles to ELF64 relocatable objects: the bytes and relocations of GNU as 2.40.",
        footerHeading = "%nPreprocessor options are those of analyze; other gcc flags are taken and ignored.%n")
final class AssembleCommand implements Callable<Integer> {
    private final Console console;
    private final GccArguments gcc;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Sources, directories of sources, or - for standard input.")
    private List<String> files = List.of();

    @Option(names = "-o", paramLabel = "OUT.o", description = "Object to write; for one source.")
    private @Nullable String output;

    @Option(
            names = "--out-dir",
            paramLabel = "DIR",
            description = {
                "Directory to write NAME.o of each source to;",
                "sources of the same name go to directories of their own below it."
            })
    private @Nullable String outputDirectory;

    @Option(names = "-p", paramLabel = "FILE", description = "compile_commands.json, or its directory; only read.")
    private @Nullable String database;

    @Option(names = "-j", paramLabel = "N", description = "Files assembled at a time (default: the processors).")
    private int jobs;

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
        var flags = new BuildFlags(gcc, Databases.read(database, console.directory()));
        Inputs inputs = Inputs.of(files, "stdin.S", console, new RootPaths(console.directory()));
        inputs.problems().forEach(p -> console.say(GccReport.line(p)));
        boolean failed = inputs.problems().stream().anyMatch(p -> p.severity() == Severity.ERROR);
        if (output != null && inputs.files().size() > 1) {
            throw new UsageProblem("assemble: -o is for one source; use --out-dir for several");
        }
        int atATime = jobs > 0 ? jobs : Runtime.getRuntime().availableProcessors();
        failed |= new AssembleJob(console, flags, atATime).run(inputs, objects(inputs));
        return failed ? Exit.INPUT : Exit.CLEAN;
    }

    private Map<Path, Path> objects(Inputs inputs) {
        if (output != null) {
            Map<Path, Path> only = new LinkedHashMap<>();
            inputs.files().keySet().forEach(f -> only.put(f, console.directory().resolve(output)));
            return only;
        }
        Path directory = console.directory().resolve(String.valueOf(outputDirectory));
        return ObjectFiles.below(directory, inputs.files().keySet());
    }
}
