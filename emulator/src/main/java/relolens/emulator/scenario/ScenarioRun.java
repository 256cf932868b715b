package relolens.emulator.scenario;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import relolens.emulator.cpu.CpuState;
import relolens.emulator.machine.Machine;
import relolens.emulator.machine.MachineConfig;
import relolens.emulator.machine.MachineListener;
import relolens.emulator.machine.Stop;
import relolens.emulator.memory.PhysicalMemory;

/** A scenario set up in a machine of its own, ready to run once. */
public final class ScenarioRun {
    private static final long INSTRUCTIONS_PER_PAGE = 40_000;
    private static final long INSTRUCTIONS_AT_LEAST = 20_000_000;
    /** Most memory for tables, lists and what a routine touches elsewhere. */
    private static final long OWN_LIMIT = 128 << 20;

    private static final long STACK = 16 << 10;
    private static final long POISON = 0xdead_4e40_0000_0000L;

    private final Scenario scenario;
    private final Machine machine;
    private final MemoryMap map;
    private final @Nullable Kimage image;
    private final long codeAddress;
    private final long returnAddress;
    private final Map<Integer, Long> finals = new TreeMap<>();

    private ScenarioRun(
            Scenario scenario, Machine machine, MemoryMap map, @Nullable Kimage image, long code, long returnAddress) {
        this.scenario = scenario;
        this.machine = machine;
        this.map = map;
        this.image = image;
        this.codeAddress = code;
        this.returnAddress = returnAddress;
    }

    /** {@return the scenario in a fresh machine} @throws ScenarioException if it cannot be set up */
    public static ScenarioRun prepare(Scenario scenario, Hardware hardware) {
        KimageSpec spec = scenario.image() == null ? KimageSpec.of(0) : scenario.image();
        MemoryMap map = MemoryMap.of(spec, ownBytes(scenario));
        long limit = spec.pages() * MemoryMap.PAGE * 2 + spec.pages() * 64 + ownBytes(scenario) + OWN_LIMIT;
        // Pages that arrived are given back, so that most runs stay far below; what cannot stay below ends as a fault.
        limit = Math.min(limit, Runtime.getRuntime().maxMemory() / 4 * 3);
        Machine machine = new Machine(new MachineConfig(
                List.of(map.ram()),
                hardware.caches(),
                hardware.tlb(),
                Map.of(),
                scenario.state().el(),
                hardware.fetchBytes(),
                limit,
                true));
        PhysicalMemory memory = machine.memory();
        OwnPages own = new OwnPages(map);
        // The page behind the code is mapped with it: the return address lies there.
        long codeBytes = MemoryMap.up(scenario.code().length, MemoryMap.PAGE);
        long code = own.take(codeBytes + MemoryMap.PAGE, scenario.alignment());
        memory.write(code, scenario.code(), 0, scenario.code().length);
        long returnAddress = code + codeBytes;
        Kimage image = scenario.image() == null ? null : Kimage.build(spec, map, memory);
        LinuxTranslation.Tables tables = !scenario.state().mmu()
                ? null
                : LinuxTranslation.build(memory, map, own, code, codeBytes + MemoryMap.PAGE, spec, image);
        ScenarioRun run = new ScenarioRun(scenario, machine, map, image, code, returnAddress);
        LinuxTranslation.enter(machine.cpu(), scenario.state(), tables);
        Arguments arguments = new Arguments(scenario, code, map, own, memory, image, tables);
        run.fillRegisters(arguments);
        run.allowExecution();
        scenario.finals().forEach((n, argument) -> run.finals.put(n, arguments.value(argument)));
        machine.cpu().pc = code + scenario.entry();
        if (image != null) {
            DirtyLines.leave(machine.caches(), image);
        }
        machine.addExit(returnAddress);
        if (image != null) {
            machine.addExit(image.start());
        }
        machine.hostHandlesHvc(scenario.state().el() == 1);
        return run;
    }

    private static long ownBytes(Scenario scenario) {
        long bytes = scenario.code().length + scenario.alignment() + 2 * STACK;
        for (Argument a : scenario.registers().values()) {
            if (a instanceof Argument.Memory m) {
                bytes += m.bytes() + 2 * Math.max(m.align(), MemoryMap.PAGE);
            }
        }
        return bytes;
    }

    private void fillRegisters(Arguments arguments) {
        CpuState cpu = machine.cpu();
        for (int n = 0; n < 30; n++) {
            cpu.x(n, POISON | n);
        }
        cpu.x(30, returnAddress);
        cpu.sp(arguments.value(new Argument.Memory(STACK, 16, true, true, Argument.Content.ZERO)));
        scenario.registers().forEach((n, argument) -> {
            long value = arguments.value(argument);
            if (n == Scenario.SP) {
                cpu.sp(value);
            } else {
                cpu.x(n, value);
            }
        });
    }

    /** What kernels give mappings of their own may be executed where the linear map has it. */
    private void allowExecution() {
        if (!scenario.state().mmu()) {
            return;
        }
        PhysicalMemory memory = machine.memory();
        machine.mmu().contextChanged();
        scenario.registers().forEach((n, argument) -> {
            if (argument instanceof Argument.Memory m && m.content() == Argument.Content.CODE && m.virtual()) {
                long start = machine.cpu().x(n);
                for (long va = start; va < start + m.bytes(); va += MemoryMap.PAGE) {
                    long[] path = machine.mmu().descriptors(va);
                    long leaf = path[path.length - 1];
                    memory.write64(leaf, memory.read64(leaf) & ~PageTables.PXN);
                }
            }
        });
    }

    /** {@return the machine; before the run hosts may change it further} */
    public Machine machine() {
        return machine;
    }

    /** {@return where things lie} */
    public MemoryMap map() {
        return map;
    }

    /** {@return the image, or null if the scenario has none} */
    public @Nullable Kimage image() {
        return image;
    }

    /** {@return address at which offset 0 of the code executes; physical, and virtual by identity} */
    public long codeAddress() {
        return codeAddress;
    }

    /** Adds a watcher of the machine, for example a cycle model. */
    public void listen(MachineListener listener) {
        machine.listen(listener);
    }

    /** How a machine is driven: {@code mayHurry} tells whether the end, that must be watched, is still far. */
    @FunctionalInterface
    public interface Driver {
        /** Every instruction is watched. */
        Driver WATCHFUL = (machine, most, mayHurry, cancelled) -> machine.run(most, cancelled);

        /** {@return why it stopped} */
        Stop run(Machine machine, long maxInstructions, BooleanSupplier mayHurry, BooleanSupplier cancelled);
    }

    /** {@return how it ended; a second call is an error} */
    public Outcome run(Watch watch) {
        return run(watch, Driver.WATCHFUL);
    }

    /** {@return how it ended; a second call is an error} */
    public Outcome run(Watch watch, Driver driver) {
        return run(watch, INSTRUCTIONS_AT_LEAST + (image == null ? 0 : image.pages() * INSTRUCTIONS_PER_PAGE), driver);
    }

    /** {@return how it ended within {@code maxInstructions}} */
    public Outcome run(Watch watch, long maxInstructions) {
        return run(watch, maxInstructions, Driver.WATCHFUL);
    }

    private Outcome run(Watch watch, long maxInstructions, Driver driver) {
        Arrival arrival = new Arrival(machine, image);
        Stop stop = driver.run(machine, maxInstructions, arrival::isFar, () -> {
            watch.at(arrival.fraction());
            return watch.cancelled();
        });
        watch.at(1);
        return new Verdict(this, scenario, returnAddress, finals).of(stop);
    }
}
