package relolens.analyzer.run;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.contract.Kimage;
import relolens.analyzer.contract.MachineState;
import relolens.analyzer.contract.OnOff;
import relolens.analyzer.contract.RunValue;
import relolens.emulator.scenario.Argument;
import relolens.emulator.scenario.EntryState;
import relolens.emulator.scenario.KimageSpec;
import relolens.emulator.scenario.Scenario;
import relolens.emulator.scenario.ScenarioException;

/** Turns what a contract and a run clause say into a {@link Scenario}. */
final class RunScenario {
    private static final long DEFAULT_BUFFER = 4096;
    private final RunRequest request;
    private final RunnableCode code;
    private @Nullable KimageSpec image;

    private RunScenario(RunRequest request, RunnableCode code) {
        this.request = request;
        this.code = code;
    }

    /** @throws ScenarioException if something is missing or contradictory */
    static Scenario of(RunRequest request, RunnableCode code) {
        return new RunScenario(request, code).build();
    }

    private Scenario build() {
        Contract contract = request.contract();
        Map<Integer, Argument> registers = new HashMap<>();
        contract.registers().values().forEach(role -> {
            Argument byRole = byRole(role);
            if (byRole != null) {
                registers.put(role.index(), byRole);
            }
        });
        request.run().registers().forEach((name, value) -> registers.put(number(name), argument(name, value)));
        Long entry = code.address(contract.routine());
        if (entry == null) {
            throw new ScenarioException(contract.routine() + " is not defined here");
        }
        return new Scenario(
                code.bytes(),
                entry,
                code.alignment(),
                state(request),
                registers,
                image,
                request.structure(),
                expectation(contract.expect()),
                finals(contract.expect()));
    }

    private static int number(String register) {
        return register.equals("sp") ? Scenario.SP : Integer.parseInt(register.substring(1));
    }

    private @Nullable Argument byRole(Clause.Register role) {
        boolean named = request.run().registers().containsKey(role.register());
        if (named) {
            return null;
        }
        return switch (role.role()) {
            case CODE -> memory(role, false, Argument.Content.CODE);
            case DATA, PAGETABLE, DEVICE -> memory(role, false, Argument.Content.RANDOM);
            case EMPTYTABLE -> memory(role, false, Argument.Content.ZERO);
            case STACK -> memory(role, true, Argument.Content.ZERO);
            case OFFSET -> new Argument.Offset(role.direction() == Clause.Direction.PHYS_MINUS_VIRT);
            case NUMBER -> new Argument.Number(role.number() == null ? 0 : role.number());
            case SYMBOL -> symbol(String.valueOf(role.symbol()));
            case PAGELIST -> image(Kimage.DEFAULT);
        };
    }

    private static Argument memory(Clause.Register role, boolean top, Argument.Content content) {
        long bytes = role.size() == 0 ? DEFAULT_BUFFER : role.size();
        long align = role.align() == 0 ? 4096 : role.align();
        return new Argument.Memory(bytes, align, role.space() != Clause.Space.PA, top, content);
    }

    private Argument argument(String register, RunValue value) {
        if (value instanceof RunValue.Number n) {
            return new Argument.Number(n.value());
        }
        if (value instanceof RunValue.KimageHead k) {
            return image(k.kimage());
        }
        if (value instanceof RunValue.SymbolAddress s) {
            return symbol(s.name());
        }
        if (value instanceof RunValue.Buffer b) {
            Argument.Content content = b.random() ? Argument.Content.RANDOM : Argument.Content.ZERO;
            return new Argument.Memory(b.size(), b.align(), b.virtual(), register.equals("sp"), content);
        }
        return switch (((RunValue.KimagePart) value).part()) {
            case START -> new Argument.Start();
            case DTB -> new Argument.DeviceTree();
            case OFFSET -> new Argument.Offset(!addsOffset(register));
        };
    }

    /** An offset is phys_offset, which is subtracted, unless the register's role says that it is added. */
    private boolean addsOffset(String register) {
        Clause.Register role = request.contract().registers().get(register);
        return role != null && role.direction() == Clause.Direction.PHYS_TO_VIRT;
    }

    private Argument symbol(String name) {
        Long address = code.address(name);
        if (address == null) {
            throw new ScenarioException("symbol " + name + " is not defined in this unit");
        }
        return new Argument.CodeAddress(address);
    }

    private Argument image(Kimage k) {
        if (k.granule() != 4096) {
            throw new ScenarioException(
                    "kimage: granule=" + k.granule() + ": only 4K translation tables are built yet");
        }
        KimageSpec spec = new KimageSpec(
                k.size(),
                k.order(),
                KimageSpec.Layout.valueOf(k.layout().name()),
                KimageSpec.Va.valueOf(k.va().name()),
                k.blockMapped() ? KimageSpec.Mapping.BLOCK : KimageSpec.Mapping.PAGE,
                k.inPlacePercent(),
                k.dirtyPercent(),
                k.seed(),
                k.structure(),
                k.adversarial());
        if (image != null && !image.equals(spec)) {
            throw new ScenarioException("a run has one kimage; two different ones are asked for");
        }
        image = spec;
        return new Argument.Image();
    }

    private Map<Integer, Argument> finals(Clause.@Nullable Expect expect) {
        Map<Integer, Argument> finals = new HashMap<>();
        if (expect != null) {
            expect.registers().forEach((name, value) -> {
                boolean ofImage = value instanceof RunValue.KimagePart;
                if (!ofImage || image != null) {
                    finals.put(number(name), argument(name, value));
                }
            });
        }
        return finals;
    }

    private Scenario.Expectation expectation(Clause.@Nullable Expect expect) {
        if (expect != null && !expect.relocated() && expect.exit() != null) {
            return switch (expect.exit()) {
                case "ret" -> Scenario.Expectation.RETURN;
                case "hvc", "smc" -> Scenario.Expectation.CALL;
                default -> Scenario.Expectation.BRANCH;
            };
        }
        return image != null ? Scenario.Expectation.RELOCATED : Scenario.Expectation.RETURN;
    }

    /** What the run clause leaves open comes from the entry clause with the same MMU state, then from custom. */
    static EntryState state(RunRequest request) {
        MachineState said = request.run().state();
        MachineState entry = MachineState.UNKNOWN;
        for (Clause.Entry e : request.contract().entries()) {
            for (MachineState s : e.state().alternatives()) {
                if (said.mmu() == OnOff.UNKNOWN || s.mmu() == OnOff.UNKNOWN || s.mmu() == said.mmu()) {
                    entry = entry.equals(MachineState.UNKNOWN) ? s : entry;
                }
            }
        }
        OnOff mmu = first(said.mmu(), entry.mmu());
        if (mmu == OnOff.UNKNOWN || mmu == OnOff.ANY) {
            throw new ScenarioException("run " + request.run().name() + ": say mmu=on or mmu=off");
        }
        boolean on = mmu == OnOff.ON;
        int el = said.el() != 0 ? said.el() : entry.el() != 0 ? entry.el() : 1;
        return new EntryState(
                el,
                first(said.vhe(), entry.vhe()) == OnOff.ON
                        || el == 2 && on && first(said.vhe(), entry.vhe()) != OnOff.OFF,
                on,
                isOn(first(said.dcache(), entry.dcache()), on),
                isOn(first(said.icache(), entry.icache()), true),
                isOn(first(said.interruptsMasked(), entry.interruptsMasked()), true));
    }

    private static OnOff first(OnOff one, OnOff other) {
        return one == OnOff.UNKNOWN ? other : one;
    }

    private static boolean isOn(OnOff value, boolean otherwise) {
        return value == OnOff.UNKNOWN || value == OnOff.ANY ? otherwise : value == OnOff.ON;
    }
}
