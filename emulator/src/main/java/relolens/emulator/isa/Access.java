package relolens.emulator.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Effects.AccessKind;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.Reach;
import relolens.emulator.isa.Effects.SystemKind;
import relolens.emulator.isa.Encoding.Field;

/** A base row's access column, read. Register names in it are resolved by {@link EffectsReader}. */
final class Access {
    final List<String> reads = new ArrayList<>();
    final List<String> writes = new ArrayList<>();
    final boolean acquire;
    final boolean release;
    final boolean nonTemporal;

    @Nullable
    AccessKind kind;

    @Nullable
    FlowKind flow;

    @Nullable
    SystemKind system;

    /** How far the access goes. */
    Reach reach = Reach.BYTES;

    /** Elements of one access. */
    int elements = 1;

    /** Whether all of the listed registers is moved; else one element for each. */
    boolean wholeList;

    private String size = "";
    private final @Nullable Field first;
    private final @Nullable Field second;

    private Access(Row row) {
        boolean exclusive = false;
        boolean acq = false;
        boolean rel = false;
        boolean nt = false;
        String text = row.base.encoding.effects();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf(' ', at);
            end = end < 0 ? text.length() : end;
            String token = text.substring(at, end);
            int colon = token.indexOf(':');
            String head = colon < 0 ? token : token.substring(0, colon);
            String tail = token.substring(colon + 1);
            switch (head) {
                case "r" -> split(tail, reads);
                case "w" -> split(tail, writes);
                case "load", "store", "atomic", "prefetch" -> memory(head, tail);
                case "flow" -> flow = FlowKind.valueOf(tail);
                case "sys" -> system = SystemKind.valueOf(tail);
                case "acq" -> acq = true;
                case "rel" -> rel = true;
                case "vl" -> reach = Reach.VECTOR;
                case "gather" -> reach = Reach.SCATTERED;
                case "nt" -> nt = true;
                case "excl" -> exclusive = true;
                default -> throw new IllegalArgumentException("unknown access " + token);
            }
            at = end + 1;
        }
        if (exclusive) {
            kind = kind == AccessKind.LOAD ? AccessKind.LOAD_EXCLUSIVE : AccessKind.STORE_EXCLUSIVE;
        }
        acquire = acq;
        release = rel;
        nonTemporal = nt;
        BitPattern bits = row.base.bits;
        switch (size) {
            case "R":
                first = bits.require("sf");
                second = null;
                break;
            case "F":
                boolean pair = bits.has("fs");
                first = bits.require(pair ? "fs" : "size");
                second = pair ? null : bits.require("q");
                break;
            case "L":
                first = bits.require("opc");
                second = bits.require("size");
                break;
            case "V", "E":
                wholeList = size.equals("V");
                first = bits.require("size");
                second = null;
                break;
            default:
                first = null;
                second = null;
                break;
        }
    }

    /** {@return the access column of {@code row}'s base row} */
    static Access of(Row row) {
        return row.base.access();
    }

    static Access compile(Row row) {
        return new Access(row);
    }

    private void memory(String head, String tail) {
        kind = AccessKind.valueOf(head.toUpperCase(Locale.ROOT));
        int x = tail.indexOf('x');
        size = x < 0 ? tail : tail.substring(0, x);
        elements = x < 0 ? 1 : Integer.parseInt(tail, x + 1, tail.length(), 10);
    }

    private static void split(String list, List<String> into) {
        int at = 0;
        while (at <= list.length()) {
            int end = list.indexOf(',', at);
            end = end < 0 ? list.length() : end;
            into.add(list.substring(at, end));
            at = end + 1;
        }
    }

    /** {@return log2 of {@link #elementBytes}} */
    int shift(int word) {
        switch (size) {
            case "B":
                return 0;
            case "H":
                return 1;
            case "W":
                return 2;
            case "X":
                return 3;
            case "R":
                return 2 + field(first, word);
            case "F":
                return second == null ? 2 + field(first, word) : field(second, word) == 1 ? 4 : field(first, word);
            case "L":
                return VectorLaneList.log2(field(first, word), field(second, word));
            case "V", "E":
                return field(first, word);
            default:
                return 4;
        }
    }

    /** {@return bytes of one element in {@code word}} */
    int elementBytes(int word) {
        return 1 << shift(word);
    }

    private static int field(@Nullable Field f, int word) {
        return f == null ? 0 : f.of(word);
    }
}
