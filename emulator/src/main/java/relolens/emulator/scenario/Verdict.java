package relolens.emulator.scenario;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.emulator.cpu.CpuState;
import relolens.emulator.machine.Machine;
import relolens.emulator.machine.Stop;

/** Judges a finished run by what its machine holds: nothing is corrected, moved or cleaned for the guest. */
final class Verdict {
    private static final int HVC_SOFT_RESTART = 1;
    private final Machine machine;
    private final Scenario scenario;
    private final @Nullable Kimage image;
    private final long returnAddress;
    private final Map<Integer, Long> finals;

    Verdict(ScenarioRun run, Scenario scenario, long returnAddress, Map<Integer, Long> finals) {
        this.finals = finals;
        this.machine = run.machine();
        this.scenario = scenario;
        this.image = run.image();
        this.returnAddress = returnAddress;
    }

    Outcome of(Stop stop) {
        if (stop instanceof Stop.ReachedExit exit) {
            return exit.address() == returnAddress ? returned(stop) : left(stop, "");
        }
        if (stop instanceof Stop.HostCall call
                && call.kind().toLowerCase(Locale.ROOT).matches("hvc|smc")) {
            return scenario.expectation() == Scenario.Expectation.CALL
                    ? ended("left by " + call.kind(), stop)
                    : left(stop, call.kind().toLowerCase(Locale.ROOT));
        }
        if (stop instanceof Stop.Limit limit) {
            return outcome(
                    Outcome.Kind.TIMEOUT,
                    "did not end within " + grouped(limit.instructions()) + " instructions",
                    stop);
        }
        if (stop instanceof Stop.Cancelled) {
            return outcome(
                    Outcome.Kind.CANCELLED,
                    "stopped on request after " + grouped(machine.instructions()) + " instructions",
                    stop);
        }
        if (stop instanceof Stop.Fault f) {
            return outcome(
                    Outcome.Kind.FAULT,
                    f.name() + " at " + hex(f.address()) + ", address " + hex(f.faultAddress()) + ": " + f.detail(),
                    stop);
        }
        return outcome(Outcome.Kind.FAULT, "stopped by " + stop, stop);
    }

    private Outcome returned(Stop stop) {
        if (scenario.expectation() == Scenario.Expectation.RETURN) {
            return ended("returned to its caller", stop);
        }
        return outcome(Outcome.Kind.MISMATCH, "returned to its caller instead of branching to the new image", stop);
    }

    /** @param call "hvc" or "smc", or "" for a branch */
    private Outcome left(Stop stop, String call) {
        if (scenario.expectation() == Scenario.Expectation.RETURN) {
            return outcome(
                    Outcome.Kind.MISMATCH,
                    call.isEmpty()
                            ? "left for the image instead of returning"
                            : "left by " + call + " instead of returning",
                    stop);
        }
        String wrong = call.isEmpty() ? branchRegisters() : hvcRegisters();
        if (wrong != null) {
            return outcome(Outcome.Kind.MISMATCH, wrong, stop);
        }
        if (scenario.expectation() == Scenario.Expectation.BRANCH || image == null) {
            return ended("left for the new image", stop);
        }
        String where = firstWrongPage(image);
        if (where != null) {
            return outcome(Outcome.Kind.MISMATCH, where, stop);
        }
        return ended(
                "all " + grouped(image.pages()) + " pages (" + grouped(image.bytes())
                        + " bytes) in place, entry registers right",
                stop);
    }

    /** The end is as it should be, if the registers named in the expectation are. */
    private Outcome ended(String sentence, Stop stop) {
        for (Map.Entry<Integer, Long> e : finals.entrySet()) {
            boolean sp = e.getKey() == Scenario.SP;
            long actual = sp ? machine.cpu().sp() : machine.cpu().x(e.getKey());
            if (actual != e.getValue()) {
                String name = sp ? "sp" : "x" + e.getKey();
                return outcome(
                        Outcome.Kind.MISMATCH,
                        name + " is " + hex(actual) + " at the end, expected " + hex(e.getValue()),
                        stop);
            }
        }
        return outcome(Outcome.Kind.OK, sentence, stop);
    }

    private @Nullable String branchRegisters() {
        if (scenario.expectation() == Scenario.Expectation.BRANCH || image == null) {
            return null;
        }
        CpuState cpu = machine.cpu();
        String register = cpu.el == 2 ? "sctlr_el2" : "sctlr_el1";
        if ((cpu.register(register) & 1) != 0) {
            return "entered the new image with the MMU on (" + register + ".M = 1)";
        }
        long[] expected = {image.dtb(), 0, 0, 0};
        return registers(expected);
    }

    private @Nullable String hvcRegisters() {
        if (image == null) {
            return null;
        }
        return registers(new long[] {HVC_SOFT_RESTART, image.start(), image.dtb(), 0, 0});
    }

    private @Nullable String registers(long[] expected) {
        for (int n = 0; n < expected.length; n++) {
            long actual = machine.cpu().x(n);
            if (actual != expected[n]) {
                return "x" + n + " is " + hex(actual) + " at the end, expected " + hex(expected[n])
                        + (n == 0 && expected.length == 4 ? " (the device tree)" : "");
            }
        }
        return null;
    }

    /**
     * What the new image finds, that runs with its caches off at first: memory itself, and then memory with what is still
     * dirty in the caches written over it.
     */
    private @Nullable String firstWrongPage(Kimage k) {
        String inMemory = wrongPages(k);
        machine.caches().flush();
        String afterWriteBack = wrongPages(k);
        if (inMemory != null) {
            return inMemory
                    + (afterWriteBack == null
                            ? "; the right bytes are still in the caches, not cleaned to memory"
                            : "");
        }
        return afterWriteBack == null
                ? null
                : afterWriteBack + ", once lines that were left dirty in the caches are written back over the copy";
    }

    private @Nullable String wrongPages(Kimage k) {
        byte[] actual = new byte[(int) MemoryMap.PAGE];
        int wrong = 0;
        String first = null;
        for (int i = 0; i < k.pages(); i++) {
            if (k.settled(machine.memory(), i)) {
                continue;
            }
            machine.memory().read(k.destination(i), actual, 0, actual.length);
            byte[] expected = k.expected(i);
            int at = Arrays.mismatch(expected, actual);
            if (at >= 0 && wrong++ == 0) {
                Kimage.Segment s = k.segmentOf(i);
                first = String.format(
                        Locale.ROOT,
                        "page %d of segment %s at %s is wrong: byte %s is 0x%02x, expected 0x%02x",
                        i - s.firstPage(),
                        s.name(),
                        hex(k.destination(i)),
                        hex(at),
                        actual[at] & 0xff,
                        expected[at] & 0xff);
            }
        }
        return first == null ? null : first + "; " + grouped(wrong) + " of " + grouped(k.pages()) + " pages are wrong";
    }

    private Outcome outcome(Outcome.Kind kind, String sentence, Stop stop) {
        return new Outcome(kind, sentence, stop, machine.instructions(), image == null ? 0 : image.bytes());
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    private static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
