package relolens.server.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import relolens.server.lsp.LanguageServerProcess;
import relolens.server.terminal.Console;
import relolens.server.terminal.Exit;

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

    /** A relocation with the MMU off and on, long enough to be extrapolated and short enough for a second. */
    private static final String RUN = """
            //@ entry el=1 mmu=any daif=masked
            //@ x0: pagelist pa
            //@ x1: code pa
            //@ x2: data pa
            //@ x3: offset phys-to-virt
            //@ run off: mmu=off x0=kimage(size=512KB, order=0) x1=kimage.start x2=kimage.dtb
            //@ run on: mmu=on x0=kimage(size=5MB, order=0) x1=kimage.start x2=kimage.dtb x3=kimage.offset
            //@ expect exit=br relocated
            .globl place
            place:  mov x20, x0
                    mov x22, x2
            1:      tbnz x20, #2, 5f
                    and x9, x20, #0xfffffffffffff000
                    tbnz x20, #3, 2f
                    add x10, x9, x3
                    tst x20, #1
                    csel x26, x9, x26, ne
                    csel x25, x10, x25, eq
                    b 4f
            2:      add x5, x9, x3
                    add x7, x26, x3
                    add x26, x26, #4096
                    add x6, x7, #4096
                    mov x4, x7
            3:      dc civac, x4
                    add x4, x4, #64
                    cmp x4, x6
                    b.lo 3b
                    dsb sy
            3:      ldp x8, x9, [x5], #16
                    stp x8, x9, [x7], #16
                    cmp x7, x6
                    b.lo 3b
                    dmb sy
                    sub x7, x7, #4096
            3:      dc civac, x7
                    add x7, x7, #64
                    cmp x7, x6
                    b.lo 3b
                    dsb sy
            4:      ldr x20, [x25], #8
                    b 1b
            5:      ic iallu
                    dsb nsh
                    isb
                    mrs x9, sctlr_el1
                    tbz x9, #0, 6f
                    mov x10, #0x1005
                    bic x9, x9, x10
                    msr sctlr_el1, x9
                    isb
            6:      mov x0, x22
                    mov x4, x1
                    mov x1, xzr
                    mov x2, xzr
                    mov x3, xzr
                    br x4
            .size place, . - place
            """;

    private static final String HEADER = """
            #ifndef H
            #define H
            #define JOIN(a, b) a##b
            #define TEXT(x...) #x
            #define SYM(n) .globl n; .type n, %function; n:
            #if defined(X) && (X + 1 == 2 || __has_include("no.h"))
            #define VALUE (1 << 3)
            #endif
            .macro twice op, args:vararg
            .rept 2
            \\op \\args
            .endr
            .endm
            .macro load reg, val=1
            .ifc \\reg, x0
            mov \\reg, #\\val
            .else
            ldr \\reg, =\\val
            .endif
            .endm
            #endif
            """;
    private static final String UNIT = """
            #include "h.h"
            #include "h.h"
            .section .idmap.text, "awx"
            .set here, .
            SYM(first)
            .cfi_startproc
            stp x29, x30, [sp, #-16]!
            .cfi_def_cfa_offset 16
            load x0, VALUE
            load x1, 0x123456789abcdef0
            alias .req x5
            adrp alias, first
            add alias, alias, :lo12:first
            1: twice dc, civac, x0
            661: mrs x2, sctlr_el1
            662: .pushsection .altinstructions, "a"
            .word 661b - ., 663f - .
            .hword 1, 2
            .byte 662b - 661b
            .popsection
            .subsection 1
            663: nop
            .org . - (664f - 663b) + (662b - 661b)
            664: .previous
            b.ne 1b
            cbz x0, 2f
            tbnz w3, #4, 2f
            bl outside
            .irp r, x1, x2
            msr tpidr_el0, \\r
            .endr
            .inst 0xd503201f
            movk x3, #:abs_g1_nc:first
            csel x0, x1, x2, eq
            ubfx x4, x5, #3, #4
            dsb ish
            isb
            2: ldp x29, x30, [sp], #16
            .cfi_endproc
            ret
            .size first, . - first
            .ltorg
            .align 4
            .asciz TEXT(text) "\\n"
            .quad first, 0
            """;

    private static final int PAUSE_MILLIS = 100;
    private static final int FEWEST_STILL = 3;
    private static final int MOST_PAUSES = 100;

    private final Console console;

    WarmUpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        for (String format : List.of("text", "json")) {
            silent(SOURCE, "analyze", "--no-run", "--format", format, "-");
        }
        silent(SOURCE, "analyze", "--format", "json", "-");
        silent(RUN, "analyze", "-");
        silent("", "explain", "C03");
        assemble();
        edit();
        settle();
        return Exit.CLEAN;
    }

    /**
     * Waits until the JVM has compiled what it wants to. A method that waits for its compilation when the archive is written is
     * archived as waiting: later starts would interpret it for ever.
     */
    private static void settle() {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        if (compiler == null || !compiler.isCompilationTimeMonitoringSupported()) {
            return;
        }
        try {
            int still = 0;
            long before = compiler.getTotalCompilationTime();
            for (int i = 0; i < MOST_PAUSES && still < FEWEST_STILL; i++) {
                Thread.sleep(PAUSE_MILLIS);
                long now = compiler.getTotalCompilationTime();
                still = now == before ? still + 1 : 0;
                before = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Two sources with a header in common, at a time, with what kernels' sources have. */
    private void assemble() {
        try {
            Path directory = Files.createTempDirectory("relolens-warm");
            try {
                for (String name : List.of("a.S", "b.S")) {
                    Files.writeString(directory.resolve(name), UNIT);
                }
                Files.writeString(directory.resolve("h.h"), HEADER);
                String[] files = {directory + "/a.S", directory + "/b.S"};
                silent(
                        "",
                        "assemble",
                        files[0],
                        files[1],
                        "-DX=1",
                        "-I" + directory,
                        "--out-dir",
                        directory.toString());
                silent("", "assemble", files[0], "-o", directory + "/c.o");
                silent("", "disassemble", directory + "/c.o");
            } finally {
                try (Stream<Path> all = Files.walk(directory)) {
                    all.sorted(Comparator.reverseOrder())
                            .forEach(p -> p.toFile().delete());
                }
            }
        } catch (IOException e) {
            // No place for temporary files: those classes load when wanted.
        }
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

    private void silent(String source, String... args) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var in = new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8));
        var quiet = new Console(
                in, nowhere, nowhere, console.directory(), false, false, console.interrupt(), console.engine());
        CommandRunner.run(List.of(args), quiet);
    }
}
