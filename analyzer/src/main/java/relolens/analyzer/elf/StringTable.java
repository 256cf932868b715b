package relolens.analyzer.elf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** An ELF string table: every name once, zero-terminated, the empty name first. */
final class StringTable {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, Integer> known = new HashMap<>();

    StringTable() {
        out.write(0);
        known.put("", 0);
    }

    /** {@return the offset of {@code name}} */
    int add(String name) {
        return known.computeIfAbsent(name, n -> {
            int at = out.size();
            out.writeBytes(n.getBytes(StandardCharsets.UTF_8));
            out.write(0);
            return at;
        });
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
