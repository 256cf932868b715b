package relolens.analyzer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relolens.emulator.timing.Mechanism;

/**
 * Switching off one mechanism changes exactly the rows it should: lines and causes, on every core. The routines and what
 * changes in them stand in {@code mechanisms.txt}; whatever is not named there must not change.
 */
class MechanismTableTest {
    private static final Map<String, String> BOARD = new TreeMap<>(Map.of(
            "cortex-a53", "rk3399",
            "cortex-a55", "rk3588",
            "cortex-a57", "generic",
            "cortex-a72", "stingray",
            "cortex-a76", "rk3588",
            "neoverse-n1", "graviton2",
            "thunderx2", "thunderx2"));
    private static final Set<String> IN_ORDER = Set.of("cortex-a53", "cortex-a55");
    /** Part of a routine's cycles from which on a row has changed. */
    private static final double CHANGED = 0.01;

    /** What has no part at all in a run with the MMU on, and in one with it off: there not a digit may change. */
    private static final Set<String> NEVER_ON = Set.of("DEVICE");

    private static final Set<String> NEVER_OFF =
            Set.of("LOAD_LATENCY", "STORE_BUFFER", "FORWARDING", "PREFETCH", "TLB", MechanismKernel.STREAMING);

    /** What a mechanism's own cycles are called: none are left without it. */
    private static final Map<Mechanism, String> OWN = new EnumMap<>(Map.of(
            Mechanism.LOAD_LATENCY, "load",
            Mechanism.STORE_BUFFER, "store",
            Mechanism.DEVICE, "device",
            Mechanism.TLB, "tlb",
            Mechanism.BARRIER, "barrier",
            Mechanism.BRANCH, "branch",
            Mechanism.FETCH, "fetch",
            Mechanism.MAINTENANCE, "maintenance"));

    /** A section of the file: a routine, and the changes by kind of core and mechanism. */
    private record Case(String name, String state, String body, Map<String, Set<String>> changes) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Arrays.stream(read().split("\n## ")).skip(1).map(MechanismTableTest::parsed);
    }

    private static String read() {
        try (InputStream in = MechanismTableTest.class.getResourceAsStream("/relolens/mechanisms.txt")) {
            return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case parsed(String section) {
        List<String> lines = section.lines().toList();
        Map<String, Set<String>> changes = new TreeMap<>();
        StringBuilder body = new StringBuilder();
        String state = "";
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("entry ")) {
                state = line.substring(6);
            } else if (line.startsWith("= ")) {
                String[] parts = line.substring(2).split(": ", 2);
                Set<String> rows = new TreeSet<>(List.of(parts[1].split(" ")));
                String[] words = parts[0].split(" ");
                if (words.length == 2) {
                    changes.put(parts[0], rows);
                } else {
                    changes.put("in-order " + parts[0], rows);
                    changes.put("out-of-order " + parts[0], rows);
                }
            } else if (!line.startsWith("#")) {
                body.append(line).append('\n');
            }
        }
        return new Case(lines.get(0), state, body.toString(), changes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void switchingAMechanismOffChangesItsOwnRowsAndNoOthers(Case c) {
        MechanismKernel kernel = new MechanismKernel(c.state(), c.body());
        Map<String, Set<String>> found = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        BOARD.forEach((core, board) -> {
            Map<String, Map<String, Double>> rows = kernel.measure(core, board);
            Map<String, Double> usual = rows.get("usual");
            double total = sum(usual, "");
            rows.forEach((mechanism, without) -> {
                String place = core + " without " + mechanism + ": ";
                Map<String, Double> changes = changes(usual, without, total);
                String kind = IN_ORDER.contains(core) ? "in-order " : "out-of-order ";
                changes.keySet().stream()
                        .filter(row -> !row.startsWith("rest:"))
                        .forEach(row -> found.computeIfAbsent(kind + mechanism, k -> new TreeSet<>())
                                .add(row));
                Set<String> never = c.state().contains("mmu=on") ? NEVER_ON : NEVER_OFF;
                if (never.contains(mechanism) && !without.equals(usual)) {
                    wrong.add(place + "it has no part in this run, but something changes");
                }
                if (mechanism.equals("PREFETCH") && sum(without, "") < total * (1 - CHANGED)) {
                    wrong.add(place + "faster: " + sum(without, "") + " instead of " + total);
                }
                if (!mechanism.equals("usual") && !mechanism.equals(MechanismKernel.STREAMING)) {
                    String own = OWN.get(Mechanism.valueOf(mechanism));
                    if (own != null && (sum(without, own) > 0 || sum(without, "") > total * 1.001)) {
                        wrong.add(place + sum(without, own) + " cycles of " + own + ", " + sum(without, "")
                                + " in all of " + total);
                    }
                }
            });
        });
        assertThat(wrong).isEmpty();
        assertThat(text(found)).isEqualTo(text(c.changes()));
    }

    private static double sum(Map<String, Double> rows, String cause) {
        return rows.entrySet().stream()
                .filter(e -> cause.isEmpty() || e.getKey().endsWith(":" + cause))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static Map<String, Double> changes(Map<String, Double> usual, Map<String, Double> without, double total) {
        Map<String, Double> changes = new LinkedHashMap<>();
        usual.forEach((row, cycles) -> {
            double part = (without.get(row) - cycles) / total;
            if (Math.abs(part) > CHANGED) {
                changes.put(row, part);
            }
        });
        return changes;
    }

    private static String text(Map<String, Set<String>> changes) {
        StringBuilder text = new StringBuilder();
        changes.forEach((key, rows) ->
                text.append(key).append(": ").append(String.join(" ", rows)).append('\n'));
        return text.toString();
    }
}
