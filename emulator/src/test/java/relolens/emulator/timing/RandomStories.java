package relolens.emulator.timing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;
import relolens.emulator.machine.DecodedInstruction;
import relolens.emulator.machine.MachineListener;
import relolens.emulator.memory.MemoryType;

/** What a machine could tell, made up. */
final class RandomStories {
    private static final int[] LEVELS = {0, 1, 1, 1, 2};

    private RandomStories() {}

    static List<DecodedInstruction> everyRow(Random random) {
        List<DecodedInstruction> found = new ArrayList<>();
        for (Encoding row : Isa.a64().encodings()) {
            int word = row.value() | random.nextInt() & ~row.mask();
            Encoding base = Isa.a64().decode(word);
            Effects effects = Isa.a64().effects(word);
            if (base != null && effects != null) {
                found.add(new DecodedInstruction(found.size(), 0x1000 + 4L * found.size(), word, base, effects));
            }
        }
        return found;
    }

    /** Any instruction with anything that may come before it. */
    static void tell(MachineListener model, Random random, List<DecodedInstruction> rows) {
        DecodedInstruction next = rows.get(random.nextInt(rows.size()));
        tell(model, random, next);
        model.retired(next, random.nextInt(4) == 0 ? 0x1000 : next.address() + 4);
    }

    private static void tell(MachineListener model, Random random, DecodedInstruction next) {
        for (int n = random.nextInt(3); n > 0; n--) {
            long pa = 0x8000_0000L + (random.nextInt() & 0xff_fff0L);
            int level = LEVELS[random.nextInt(LEVELS.length)];
            switch (random.nextInt(10)) {
                case 0 -> model.fetch(pa, pa, level, random.nextBoolean());
                case 1 -> {
                    model.descriptor(pa, level, true);
                    model.walk(pa, random.nextBoolean(), 4, random.nextBoolean());
                }
                case 2 -> model.writeBack(pa, 1, random.nextBoolean());
                case 3 -> model.maintenance(next, pa, pa, level, random.nextBoolean());
                case 4 -> model.streamed(pa, 64, random.nextInt(3));
                case 5 -> model.prefetch(pa, pa, level, 1);
                case 6 -> model.exception(1, 0, pa, pa);
                default -> {
                    MemoryType type = MemoryType.values()[random.nextInt(MemoryType.values().length)];
                    for (int k = random.nextInt(40) == 0 ? 100 : 1; k > 0; k--) {
                        model.data(random.nextBoolean(), pa + 4L * k, pa, 16, type, level, random.nextBoolean());
                    }
                }
            }
        }
    }
}
