package relolens.server.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import relolens.server.Product;

/** The manual page in man(7) macros, made of what the commands say of themselves. */
final class ManPage {
    private final StringBuilder out = new StringBuilder();

    private ManPage() {}

    /** {@return the page of {@code top} and all its commands; the same at any time and place} */
    static String of(CommandSpec top) {
        return new ManPage().page(top);
    }

    private String page(CommandSpec top) {
        out.append(".\\\" Written by relolens man. Changes here are lost.\n");
        out.append(".TH RELOLENS 1 \"\" \"").append(Product.NAME).append("\" \"User Commands\"\n");
        heading("NAME");
        out.append("relolens \\- reads, checks and runs arm64 relocation and boot assembly\n");
        heading("SYNOPSIS");
        out.append(".B relolens\n.I COMMAND\n[\\fIOPTION\\fR ...] [\\fIARGUMENT\\fR ...]\n");
        heading("DESCRIPTION");
        lines(top.usageMessage().description());
        out.append("Data goes to standard output, progress and problems to standard error.\n");
        heading("COMMANDS");
        for (CommandLine line : commands(top)) {
            command(line.getCommandSpec());
        }
        heading("EXIT STATUS");
        top.usageMessage().exitCodeList().forEach((code, text) -> {
            out.append(".TP\n.B ").append(escape(code)).append('\n');
            out.append(escape(text)).append('\n');
        });
        heading("ENVIRONMENT");
        term("NO_COLOR", "Set to anything: no colour.");
        term("RELOLENS_REPORT_CACHE", "Directory of kept reports; empty: none are kept.");
        term("JAVA_HOME", "The Java that the launcher takes, 17 or newer.");
        heading("FILES");
        term("relolens.yml", "Contracts of routines whose source cannot carry them, looked for from a file upwards.");
        return out.toString();
    }

    /** {@return the commands that help shows, in the order it shows them} */
    static List<CommandLine> commands(CommandSpec top) {
        return top.subcommands().values().stream()
                .filter(l -> !l.getCommandSpec().usageMessage().hidden())
                .filter(l -> !l.getCommandName().equals("help"))
                .toList();
    }

    private void command(CommandSpec spec) {
        UsageMessageSpec usage = spec.usageMessage();
        String synopsis = new CommandLine.Help(spec, CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .synopsis(0)
                .replaceAll("\\s+", " ")
                .strip();
        out.append(".SS \"").append(escape(spec.name())).append("\"\n");
        out.append(".B ").append(escape(synopsis)).append("\n.PP\n");
        lines(usage.description());
        for (PositionalParamSpec p : spec.positionalParameters()) {
            term(p.paramLabel(), text(p.description()));
        }
        for (OptionSpec o : spec.options()) {
            if (!o.hidden() && !o.inherited() && !List.of("--help", "--version").contains(o.longestName())) {
                String value = o.arity().max() == 0 ? "" : " " + o.paramLabel();
                term(String.join(", ", o.names()) + value, text(o.description()));
            }
        }
        for (String line : usage.footer()) {
            out.append(".br\n").append(escape(plain(line).strip())).append('\n');
        }
    }

    private void heading(String name) {
        out.append(".SH \"").append(name).append("\"\n");
    }

    private void term(String name, String text) {
        out.append(".TP\n.B ").append(escape(name)).append('\n');
        out.append(text.isEmpty() ? "\\&" : escape(text)).append('\n');
    }

    private void lines(String[] description) {
        for (String line : description) {
            out.append(escape(plain(line))).append('\n');
        }
    }

    private static String text(String[] description) {
        return plain(String.join(" ", description));
    }

    /** Picocli's texts are format strings with marks for colour. */
    private static String plain(String text) {
        return Ansi.OFF
                .string(String.format(Locale.ROOT, text.replaceAll("%(?!n|%)", "%%")))
                .strip();
    }

    /** {@return {@code text} as troff prints it: no escape, no request, plain hyphens} */
    private static String escape(String text) {
        String out = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...");
        return out.startsWith(".") || out.startsWith("'") ? "\\&" + out : out;
    }
}
