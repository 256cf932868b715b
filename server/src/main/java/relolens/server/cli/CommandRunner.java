package relolens.server.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import relolens.analyzer.project.GccArguments;
import relolens.server.Product;
import relolens.server.terminal.Console;
import relolens.server.terminal.Exit;
import relolens.server.terminal.InternalFailure;
import relolens.server.terminal.UsageProblem;

/** Parses a command line and runs its command; whatever goes wrong becomes one line and an exit code. */
final class CommandRunner {
    private static final Set<String> TAKE_GCC_FLAGS =
            Set.of("analyze", "assemble", "compare", "cost", "review", "show-config");
    private static final String REPORT_TO = "please report it with the input that shows it: see CONTRIBUTING.md";

    private CommandRunner() {}

    static int run(List<String> args, Console console) {
        boolean debug = args.contains("--debug");
        try {
            return execute(args, debug, console);
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
            return failed(e, debug, console);
        }
    }

    private static int execute(List<String> args, boolean debug, Console console) {
        List<String> own = new ArrayList<>(args);
        GccArguments gcc = GccArguments.parse(List.of(), console.directory());
        int command = 0;
        while (command < args.size() && args.get(command).startsWith("-")) {
            command++;
        }
        if (command < args.size() && TAKE_GCC_FLAGS.contains(args.get(command))) {
            gcc = GccArguments.parse(args.subList(command + 1, args.size()), console.directory());
            if (gcc.dangling() != null) {
                throw new UsageProblem("missing value after " + gcc.dangling());
            }
            own = new ArrayList<>(args.subList(0, command + 1));
            own.addAll(gcc.rest());
        }
        return commandLine(console, gcc, debug).execute(own.toArray(String[]::new));
    }

    private static CommandLine commandLine(Console console, GccArguments gcc, boolean debug) {
        var ansi = console.outColour() ? Ansi.ON : Ansi.OFF;
        var line = new CommandLine(new RelolensCommand());
        line.addSubcommand(new AnalyzeCommand(console, gcc));
        line.addSubcommand(new AssembleCommand(console, gcc));
        line.addSubcommand(new CompareCommand(console, gcc));
        line.addSubcommand(new ReviewCommand(console, gcc));
        line.addSubcommand(new CostCommand(console, gcc));
        line.addSubcommand(new DisassembleCommand(console));
        line.addSubcommand(new ExplainCommand(console));
        line.addSubcommand(new MergeCommand(console));
        line.addSubcommand(new DoctorCommand(console));
        line.addSubcommand(new PostCommand(console));
        line.addSubcommand(new CompletionCommand(console));
        line.addSubcommand(new ManCommand(console));
        line.addSubcommand(new ShowConfigCommand(console, gcc));
        line.addSubcommand(new LspCommand(console));
        line.addSubcommand(new WarmUpCommand(console));
        line.addSubcommand(new CommandLine.HelpCommand());
        line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
        line.setUsageHelpWidth(100);
        line.setUsageHelpAutoWidth(false);
        line.setParameterExceptionHandler((e, arguments) -> {
            CommandLine at = e.getCommandLine();
            String hint = " (see relolens " + (at.getParent() == null ? "" : at.getCommandName() + " ") + "--help)";
            console.say(Product.NAME + ": "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("bad usage") + hint);
            return Exit.USAGE;
        });
        line.setExecutionExceptionHandler((e, at, result) -> failed(e, debug, console));
        return line;
    }

    private static int failed(Throwable e, boolean debug, Console console) {
        console.out().flush();
        Throwable cause = e;
        while ((cause instanceof InternalFailure || cause instanceof CommandLine.ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof UsageProblem) {
            console.say(Product.NAME + ": " + cause.getMessage());
            return Exit.USAGE;
        }
        StackTraceElement[] stack = cause.getStackTrace();
        String where = stack.length == 0 ? "" : " at " + stack[0];
        console.say(
                Product.NAME + ": internal error: " + cause + where + "; " + REPORT_TO + " (--debug shows the stack)");
        if (debug) {
            cause.printStackTrace(console.err());
        }
        return Exit.INTERNAL;
    }
}
