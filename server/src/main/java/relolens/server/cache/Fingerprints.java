package relolens.server.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import relolens.analyzer.source.Digest;
import relolens.analyzer.source.SourceLoader;

/** What files hold at the moment, told by digests; each file is read once. */
final class Fingerprints {
    /** 128 bits: nobody meets two texts of one digest by accident. */
    private static final int DIGITS = 32;

    private static final String ABSENT = "-";

    private final SourceLoader loader;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    Fingerprints(SourceLoader loader) {
        this.loader = loader;
    }

    /** {@return the digest of the text at {@code path}, or a dash where there is none} */
    String of(String path) {
        return known.computeIfAbsent(path, p -> {
            String text = loader.load(p);
            return text == null ? ABSENT : Digest.of(text, DIGITS);
        });
    }
}
