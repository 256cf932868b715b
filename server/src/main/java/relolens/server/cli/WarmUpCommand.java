package relolens.server.cli;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import relolens.server.lsp.LanguageServerProcess;

/** Loads what usual commands load, so that the launcher can archive those classes. Prints nothing. */
@Command(name = "warm-up", hidden = true, description = "Loads classes for the launcher's archive.")
final class WarmUpCommand implements Callable<Integer> {
    private static final String SOURCE = """
            //@ entry el=1 mmu=on
            warm:   mrs x0, sctlr_el1
                    bic x0, x0, #1
                    msr sctlr_el1, x0
                    isb
                    ret
            """;

    private final Console console;

    WarmUpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        for (String format : List.of("text", "json")) {
            silent("analyze", "--no-run", "--format", format, "-");
        }
        silent("analyze", "--format", "json", "-");
        silent("explain", "C03");
        edit();
        return Exit.CLEAN;
    }

    /** A short conversation of an editor with the language server. */
    private void edit() {
        String document = "\"textDocument\":{\"uri\":\"file:///warm.S\"";
        String text = SOURCE.replace("\n", "\\n");
        String position = "},\"position\":{\"line\":3,\"character\":9}}";
        String all = message("\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}")
                + message("\"method\":\"textDocument/didOpen\",\"params\":{" + document
                        + ",\"languageId\":\"a\",\"version\":1,\"text\":\"" + text + "\"}}")
                + message("\"id\":2,\"method\":\"textDocument/hover\",\"params\":{" + document + position)
                + message("\"id\":3,\"method\":\"textDocument/codeLens\",\"params\":{" + document + "}}");
        // Its end is not told: requests are answered in the background, and the stream ends when they had their time.
        LanguageServerProcess.converse(new SlowlyEnding(all), console.engine());
    }

    private static String message(String members) {
        String body = "{\"jsonrpc\":\"2.0\"," + members + "}";
        return "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** A stream that gives the server a second after its last message. */
    private static final class SlowlyEnding extends ByteArrayInputStream {
        private static final int MILLIS = 1500;

        SlowlyEnding(String all) {
            super(all.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public synchronized int read() {
            int next = super.read();
            if (next < 0) {
                try {
                    Thread.sleep(MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return next;
        }
    }

    private void silent(String... args) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var in = new ByteArrayInputStream(SOURCE.getBytes(StandardCharsets.UTF_8));
        var quiet = new Console(
                in, nowhere, nowhere, console.directory(), false, false, console.interrupt(), console.engine());
        CommandRunner.run(List.of(args), quiet);
    }
}
