package relolens.emulator.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoder;
import relolens.emulator.isa.Fixup;
import relolens.emulator.isa.OperandReader;
import relolens.emulator.memory.LittleEndian;
import relolens.emulator.memory.PhysicalMemory;

/** A few instructions for a test: one per line, labels end in a colon, expressions are a number or a label. */
public final class Snippet {
    private final Map<String, Long> labels = new HashMap<>();
    private final List<Integer> words = new ArrayList<>();
    private final long base;

    public Snippet(long base, String text) {
        this.base = base;
        List<String> lines = new ArrayList<>();
        for (String raw : text.split("[\n;]")) {
            String line = raw.strip();
            if (line.endsWith(":")) {
                labels.put(line.substring(0, line.length() - 1), base + 4L * lines.size());
            } else if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        for (String line : lines) {
            words.add(encode(line, base + 4L * words.size()));
        }
    }

    public long label(String name) {
        return labels.get(name);
    }

    public long end() {
        return base + 4L * words.size();
    }

    /** Stores the words and returns the snippet. */
    public Snippet into(PhysicalMemory memory) {
        return into(memory, base);
    }

    public Snippet into(PhysicalMemory memory, long pa) {
        for (int i = 0; i < words.size(); i++) {
            memory.write32(pa + 4L * i, words.get(i));
        }
        return this;
    }

    public byte[] bytes() {
        byte[] bytes = new byte[4 * words.size()];
        for (int i = 0; i < words.size(); i++) {
            LittleEndian.put32(bytes, 4 * i, words.get(i));
        }
        return bytes;
    }

    private int encode(String line, long address) {
        if (line.startsWith(".word ")) {
            return Integer.parseUnsignedInt(line.substring(6).strip(), 16);
        }
        String[] parts = line.split("\\s+", 2);
        String operands = parts.length > 1 ? parts[1] : "";
        Encoder.Result result = Encoder.encode(parts[0], operands, new Reader());
        if (result.problem() != null) {
            throw new IllegalArgumentException(line + ": " + result.problem());
        }
        int word = result.word();
        for (Fixup fixup : result.fixups()) {
            long target = labels.get((String) fixup.expression());
            long value = fixup.kind() == Fixup.Kind.ADRP21 ? (target & -4096L) - (address & -4096L) : target - address;
            word = Encoder.patch(word, fixup, value).word();
        }
        return word;
    }

    private final class Reader implements OperandReader {
        @Override
        public Value expression(String text, int from) {
            int end = from;
            while (end < text.length()
                    && (Character.isLetterOrDigit(text.charAt(end)) || "-_.".indexOf(text.charAt(end)) >= 0)) {
                end++;
            }
            String token = text.substring(from, end).toLowerCase(Locale.ROOT);
            if (labels.containsKey(text.substring(from, end))) {
                return new Value(null, text.substring(from, end), end, null);
            }
            try {
                boolean negative = token.startsWith("-");
                String digits = negative ? token.substring(1) : token;
                long value = digits.startsWith("0x")
                        ? Long.parseUnsignedLong(digits.substring(2), 16)
                        : Long.parseUnsignedLong(digits);
                return new Value(negative ? -value : value, token, end, null);
            } catch (NumberFormatException e) {
                return new Value(null, token, end, "no number or label: " + token);
            }
        }

        @Override
        public @Nullable String registerAlias(String name) {
            return null;
        }
    }
}
