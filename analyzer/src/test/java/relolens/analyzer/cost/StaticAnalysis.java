package relolens.analyzer.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What llvm-mca 14 says of kernels: one process a core, each kernel a region of its own. */
final class StaticAnalysis {
    private static final int ITERATIONS = 40;
    private static final Pattern REGION = Pattern.compile("Code Region - k(\\d+)[^T]*?Total Cycles:\\s+(\\d+)");
    /** Instructions that its models do not have. */
    private static final Pattern UNSUPPORTED = Pattern.compile("(cas|ldadd)\\w* .*");

    private static final Map<String, String> NAMES = Map.of("thunderx2", "thunderx2t99");

    private StaticAnalysis() {}

    /** {@return cycles of a round, by kernel; nothing for kernels that no model of its knows} */
    static Map<PublishedKernel, Double> of(List<PublishedKernel> kernels) throws IOException, InterruptedException {
        Map<PublishedKernel, Double> all = new HashMap<>();
        for (String core :
                kernels.stream().map(PublishedKernel::core).distinct().toList()) {
            core(
                    core,
                    kernels.stream()
                            .filter(k -> k.core().equals(core)
                                    && !UNSUPPORTED.matcher(k.body()).matches())
                            .toList(),
                    all);
        }
        return all;
    }

    private static void core(String core, List<PublishedKernel> kernels, Map<PublishedKernel, Double> all)
            throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("f:\n");
        for (int i = 0; i < kernels.size(); i++) {
            text.append("# LLVM-MCA-BEGIN k").append(i).append('\n');
            text.append(kernels.get(i).text());
            text.append("# LLVM-MCA-END k").append(i).append('\n');
        }
        Path file = Files.createTempFile("kernels", ".s");
        try {
            Files.writeString(file, text);
            Process p = new ProcessBuilder(
                            "llvm-mca-14",
                            "-mtriple=aarch64-linux-gnu",
                            "-mcpu=" + NAMES.getOrDefault(core, core),
                            "-mattr=+crypto,+crc",
                            "-iterations=" + ITERATIONS,
                            "-instruction-info=0",
                            "-resource-pressure=0",
                            file.toString())
                    .redirectErrorStream(true)
                    .start();
            p.getOutputStream().close();
            String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(p.waitFor()).as(out).isZero();
            Matcher m = REGION.matcher(out);
            int found = 0;
            for (; m.find(); found++) {
                all.put(
                        kernels.get(Integer.parseInt(m.group(1))),
                        Double.parseDouble(m.group(2)) / ITERATIONS / PublishedKernel.TIMES);
            }
            assertThat(found).as(core).isEqualTo(kernels.size());
        } finally {
            Files.delete(file);
        }
    }
}
