package relolens.server.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relolens.analyzer.report.Report.InputProblem;
import relolens.analyzer.source.Severity;
import relolens.server.files.AssemblyFiles;
import relolens.server.files.FileText;
import relolens.server.terminal.Console;
import relolens.server.terminal.RootPaths;
import relolens.server.terminal.UsageProblem;

/**
 * What the user's paths come to.
 *
 * @param files absolute path of each file to analyse → whether it was named itself (not found below a directory)
 * @param overlay text of files that are not on disk
 * @param problems paths that cannot be analysed
 */
public record Inputs(Map<Path, Boolean> files, Map<String, String> overlay, List<InputProblem> problems) {

    /**
     * {@return what {@code paths} come to}
     *
     * @param paths files and directories, {@code -} for standard input
     * @param stdinName what standard input is called
     */
    public static Inputs of(List<String> paths, String stdinName, Console console, RootPaths root) {
        var inputs = new Inputs(new LinkedHashMap<>(), new HashMap<>(), new ArrayList<>());
        for (String path : paths) {
            if (path.equals("-")) {
                inputs.addStandardInput(console, stdinName, root);
            } else {
                Path file = console.directory().resolve(path).normalize();
                if (Files.isDirectory(file)) {
                    inputs.addDirectory(file, root);
                } else {
                    inputs.addFile(file, FileText.read(file), root);
                }
            }
        }
        return inputs;
    }

    private void addStandardInput(Console console, String stdinName, RootPaths root) {
        Path file = console.directory().resolve(stdinName).normalize();
        FileText read;
        try {
            read = FileText.of(console.in().readAllBytes());
        } catch (IOException e) {
            throw new UsageProblem("standard input cannot be read: " + e.getMessage());
        }
        if (read instanceof FileText.Text text) {
            overlay.put(file.toString(), text.text());
        }
        addFile(file, read, root);
    }

    private void addFile(Path file, FileText read, RootPaths root) {
        if (read instanceof FileText.Unusable bad) {
            problems.add(problem(Severity.ERROR, bad, root.relative(file)));
            return;
        }
        if (read instanceof FileText.Text t && t.text().isBlank()) {
            problems.add(new InputProblem(
                    Severity.WARNING,
                    "empty-file",
                    root.relative(file),
                    1,
                    1,
                    "the file is empty: nothing to analyse"));
        }
        files.put(file, true);
    }

    private void addDirectory(Path directory, RootPaths root) {
        List<Path> found;
        try {
            found = AssemblyFiles.below(directory);
        } catch (IOException e) {
            found = List.of();
        }
        if (found.isEmpty()) {
            problems.add(new InputProblem(
                    Severity.ERROR,
                    "no-assembly",
                    root.relative(directory),
                    1,
                    1,
                    "directory without assembly: no .S or .s file below it"));
        }
        for (Path file : found) {
            if (FileText.read(file) instanceof FileText.Unusable bad) {
                problems.add(problem(Severity.NOTE, bad, root.relative(file)));
            } else {
                files.putIfAbsent(file, false);
            }
        }
    }

    private static InputProblem problem(Severity severity, FileText.Unusable bad, String file) {
        return new InputProblem(severity, bad.code(), file, bad.line(), bad.column(), bad.message());
    }
}
