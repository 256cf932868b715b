package relolens.emulator.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a bare-metal image under qemu-system-aarch64 and returns the file its semihosting calls wrote. */
final class Qemu {
    private Qemu() {}

    /** A piece of memory to load. */
    record Load(long address, byte[] bytes) {}

    /**
     * @param cpu QEMU's name of the core
     * @param entry where execution starts, at EL1 (or EL2 with {@code hypervisor})
     * @return contents of out.bin
     */
    static byte[] run(Path directory, String cpu, long entry, boolean hypervisor, List<Load> loads)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "qemu-system-aarch64",
                "-M",
                "virt,gic-version=2" + (hypervisor ? ",virtualization=on" : ""),
                "-cpu",
                cpu,
                "-m",
                "256",
                "-display",
                "none",
                "-serial",
                "none",
                "-monitor",
                "none",
                "-nic",
                "none",
                "-semihosting-config",
                "enable=on,target=native"));
        for (Load load : loads) {
            Path file = directory.resolve(String.format("%x.bin", load.address()));
            Files.write(file, load.bytes());
            command.add("-device");
            command.add(String.format("loader,file=%s,addr=%#x,force-raw=on", file, load.address()));
        }
        command.add("-device");
        command.add(String.format("loader,addr=%#x,cpu-num=0", entry));
        Path log = directory.resolve("qemu.log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("QEMU did not finish: " + Files.readString(log));
        }
        Path out = directory.resolve("out.bin");
        if (!Files.exists(out)) {
            throw new AssertionError("QEMU wrote nothing: " + Files.readString(log));
        }
        return Files.readAllBytes(out);
    }
}
