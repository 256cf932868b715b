package relolens.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import relolens.emulator.names.SystemNames;
import relolens.emulator.names.Target;
import relolens.emulator.names.TargetNames;

/** What each target may assemble, row by row, as GNU as sees it. */
@Tag("oracle")
class TargetOracleTest {
    private static final Pattern REFUSED = Pattern.compile("in\\.s:(\\d+): Error: selected processor does not support");

    /** {@return for each row one line that GNU as and we both read as that row when everything is on} */
    private static Map<String, String> lines() {
        Random random = new Random(31);
        Map<String, String> lines = new LinkedHashMap<>();
        for (Row row : Isa.a64().rows()) {
            for (int i = 0; i < 50 && !lines.containsKey(row.encoding.id()); i++) {
                int word = i == 0 ? row.bits.word() : WordSamples.ofRow(row, random);
                if (Isa.a64().row(word) == row.base && Isa.a64().printedBy(word) == row) {
                    lines.put(row.encoding.id(), SourceText.of(word).line());
                }
            }
        }
        return lines;
    }

    private static boolean weAccept(String line, Target target) {
        int space = line.indexOf(' ');
        String operands = line.substring(space + 1);
        return Encoder.encode(line.substring(0, space), operands, new PlainReader(), target)
                        .problem()
                == null;
    }

    private static void compare(
            String option, Target target, Map<String, String> lines, Map<String, Set<String>> wrong) {
        List<String> texts = new ArrayList<>(lines.values());
        Set<Integer> refused = new HashSet<>();
        for (String message : GnuTools.as(texts, option).messages()) {
            Matcher m = REFUSED.matcher(message);
            if (m.find()) {
                refused.add(Integer.parseInt(m.group(1)) - 1);
            } else if (message.contains("unknown arch") || message.contains("unrecognized option")) {
                throw new AssertionError(message);
            }
        }
        int i = 0;
        for (Map.Entry<String, String> e : lines.entrySet()) {
            boolean ours = weAccept(e.getValue(), target);
            if (ours == refused.contains(i++)) {
                wrong.computeIfAbsent(e.getKey() + " `" + e.getValue() + "`", k -> new TreeSet<>())
                        .add(option.substring(option.indexOf('=') + 1) + (ours ? " (gas refuses)" : " (we refuse)"));
            }
        }
    }

    private static Target of(Target.Parsed parsed) {
        Target target = parsed.target();
        assertThat(target).as(parsed.problem()).isNotNull();
        return target;
    }

    @Test
    void architecturesWithAndWithoutExtensionsAcceptTheRowsGnuAsAccepts() {
        Map<String, String> lines = lines();
        List<String> targets = new ArrayList<>(TargetNames.get().architectures());
        for (String extension : TargetNames.get().extensions()) {
            targets.add("armv8-a+" + extension);
            targets.add("armv8.5-a+" + extension);
            targets.add("all+no" + extension);
        }
        Map<String, Set<String>> wrong = new TreeMap<>();
        for (String text : targets) {
            compare("-march=" + text, of(Target.architecture(text)), lines, wrong);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void architecturesAndExtensionsAcceptTheSystemNamesGnuAsAccepts() {
        Map<String, String> lines = new LinkedHashMap<>();
        for (String name : SystemNames.registers()) {
            lines.put(name, "msr " + name + ", x3");
        }
        for (String group : List.of("dc", "ic", "at", "tlbi")) {
            for (SystemNames.Operation o : SystemNames.operations(group)) {
                lines.put(group + " " + o.name(), group + " " + o.name() + (o.takesRegister() ? ", x3" : ""));
            }
        }
        for (String field : List.of("pan", "uao", "dit", "tco", "ssbs", "allint", "svcrsm", "spsel", "daifset")) {
            lines.put("pstate " + field, "msr " + field + ", #1");
        }
        List<String> targets = new ArrayList<>(TargetNames.get().architectures());
        for (String extension : TargetNames.get().extensions()) {
            targets.add("armv8-a+" + extension);
            targets.add("armv8-r+" + extension);
            targets.add("all+no" + extension);
        }
        Map<String, Set<String>> wrong = new TreeMap<>();
        for (String text : targets) {
            compare("-march=" + text, of(Target.architecture(text)), lines, wrong);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void coresAcceptTheRowsGnuAsAccepts() {
        Map<String, String> lines = lines();
        Map<String, Set<String>> wrong = new TreeMap<>();
        for (String cpu : TargetNames.get().cpus()) {
            compare("-mcpu=" + cpu, of(Target.cpu(cpu)), lines, wrong);
        }
        assertThat(wrong).isEmpty();
    }
}
