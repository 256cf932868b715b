package relolens.analyzer.contract;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names of registers in contracts. */
final class RegisterNames {
    static final List<String> ALL = Stream.concat(IntStream.rangeClosed(0, 30).mapToObj(n -> "x" + n), Stream.of("sp"))
            .toList();

    private RegisterNames() {}

    static int index(String name) {
        return ALL.indexOf(name);
    }
}
