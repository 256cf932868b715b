package relolens.emulator.isa;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads numbers; names are symbols of unknown value, except those given. */
final class PlainReader implements OperandReader {
    private final Map<String, Long> constants;
    private final Map<String, String> aliases;

    PlainReader() {
        this(Map.of(), Map.of());
    }

    PlainReader(Map<String, Long> constants, Map<String, String> aliases) {
        this.constants = constants;
        this.aliases = aliases;
    }

    @Override
    public Value expression(String text, int from) {
        int at = from;
        boolean negative = at < text.length() && text.charAt(at) == '-';
        at += negative ? 1 : 0;
        int start = at;
        while (at < text.length() && OperandText.isNameCharacter(text.charAt(at))) {
            at++;
        }
        String token = text.substring(start, at);
        if (token.isEmpty()) {
            return new Value(null, "", at, "expected an expression");
        }
        if (!Character.isDigit(token.charAt(0))) {
            Long known = constants.get(token);
            return new Value(known, token, at, null);
        }
        try {
            String lower = token.toLowerCase(Locale.ROOT);
            long v = lower.startsWith("0x") ? Long.parseUnsignedLong(lower.substring(2), 16) : Long.parseLong(lower);
            return new Value(negative ? -v : v, token, at, null);
        } catch (NumberFormatException e) {
            return new Value(null, token, at, "bad number " + token);
        }
    }

    @Override
    public @Nullable String registerAlias(String name) {
        return aliases.get(name);
    }
}
