package relolens.analyzer.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import relolens.analyzer.report.Report;

/**
 * What an extrapolated run says against one watched throughout, for a 25 MB image: difference of the whole and of the line
 * that differs most, in parts of the whole. Arguments: example file, seeds for scattered pages.
 */
public final class Extrapolation {
    private static final List<String> MACHINES = List.of(
            "cortex-a53 rk3399",
            "cortex-a55 rk3588",
            "cortex-a57 generic",
            "cortex-a72 stingray",
            "cortex-a76 rk3588",
            "neoverse-n1 graviton2",
            "thunderx2 thunderx2");
    private static final List<String> LAYOUTS = List.of(
            "order=0, layout=contiguous, seed=1",
            "order=4, layout=reversed, seed=2",
            "order=0, layout=scattered, va=contiguous, seed=3",
            "order=0, layout=scattered, map=block, seed=5");

    private Extrapolation() {}

    public static void main(String[] args) throws IOException {
        List<String> images = new ArrayList<>(LAYOUTS);
        for (int seed = 1; seed <= Integer.parseInt(args[1]); seed++) {
            images.add("order=0, layout=scattered, seed=" + seed);
        }
        List<Double> all = new ArrayList<>();
        for (String machine : MACHINES) {
            String[] place = machine.split(" ");
            for (String image : images) {
                Relocation relocation = new Relocation(args[0], "size=25MB, " + image, place[0], place[1]);
                Report.Run fast = relocation.run(false);
                Report.Run exact = relocation.run(true);
                double off = Math.abs(fast.cycles() / exact.cycles() - 1);
                double line = 0;
                for (int i = 0; i < exact.lines().size(); i++) {
                    double difference = fast.lines().get(i).cycles()
                            - exact.lines().get(i).cycles();
                    line = Math.max(line, Math.abs(difference) / exact.cycles());
                }
                all.add(off);
                System.out.printf(
                        "%-24s %-48s %.4f %%  line %.4f %%%s%n",
                        machine, image, 100 * off, 100 * line, fast.exact() ? "  all watched" : "");
            }
        }
        double squares = all.stream().mapToDouble(x -> x * x).sum();
        System.out.printf(
                "%d images: largest %.4f %%, root mean square %.4f %%%n",
                all.size(), 100 * Collections.max(all), 100 * Math.sqrt(squares / all.size()));
    }
}
