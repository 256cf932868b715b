package relolens.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import relolens.analyzer.object.CodeListing;
import relolens.analyzer.object.ElfFile;
import relolens.server.terminal.Console;
import relolens.server.terminal.Exit;

/** {@code relolens disassemble}. */
@Command(name = "disassemble", description = "Lists the code of an ELF object or program as objdump -d does.")
final class DisassembleCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "AArch64 ELF file.")
    private String file = "";

    DisassembleCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path path = console.directory().resolve(file).normalize();
        try {
            console.out().print(CodeListing.of(ElfFile.parse(Files.readAllBytes(path)), file));
            return Exit.CLEAN;
        } catch (NoSuchFileException e) {
            console.say(file + ":1:1: error: no such file [missing-file]");
        } catch (IOException e) {
            console.say(file + ":1:1: error: cannot be read: " + e.getMessage() + " [unreadable-file]");
        } catch (ElfFile.Malformed e) {
            console.say(file + ":1:1: error: " + e.getMessage() + " [not-an-object]");
        }
        return Exit.INPUT;
    }
}
