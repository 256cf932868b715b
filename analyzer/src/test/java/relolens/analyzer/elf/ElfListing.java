package relolens.analyzer.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads a relocatable object into lines that do not depend on the order of its sections and symbols. */
public final class ElfListing {
    private record Header(
            String name, int type, long flags, int offset, long size, int link, int info, long align, long entry) {}

    private record Symbol(String name, int info, int other, int section, long value, long size) {}

    private final ByteBuffer data;
    private final List<Header> headers = new ArrayList<>();
    private final List<Symbol> symbols = new ArrayList<>();

    private ElfListing(byte[] bytes) {
        data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int table = (int) data.getLong(40);
        int count = data.getShort(60);
        int names = (int) data.getLong(table + data.getShort(62) * 64 + 24);
        for (int i = 0; i < count; i++) {
            int at = table + i * 64;
            headers.add(new Header(
                    string(names + data.getInt(at)),
                    data.getInt(at + 4),
                    data.getLong(at + 8),
                    (int) data.getLong(at + 24),
                    data.getLong(at + 32),
                    data.getInt(at + 40),
                    data.getInt(at + 44),
                    data.getLong(at + 48),
                    data.getLong(at + 56)));
        }
        for (Header h : headers) {
            if (h.type == 2) {
                int strings = headers.get(h.link).offset;
                for (int at = h.offset; at < h.offset + h.size; at += 24) {
                    symbols.add(new Symbol(
                            string(strings + data.getInt(at)),
                            data.get(at + 4),
                            data.get(at + 5),
                            data.getShort(at + 6) & 0xffff,
                            data.getLong(at + 8),
                            data.getLong(at + 16)));
                }
            }
        }
    }

    private String string(int at) {
        int end = at;
        while (data.get(end) != 0) {
            end++;
        }
        return new String(data.array(), at, end - at, StandardCharsets.UTF_8);
    }

    /** {@return sections with their contents, relocations and symbols, each kind sorted} */
    public static List<String> of(byte[] object) {
        ElfListing listing = new ElfListing(object);
        List<String> lines = new ArrayList<>();
        listing.sections(lines);
        listing.relocations(lines);
        listing.symbols(lines);
        return lines;
    }

    /** {@return the bytes of each section that has any in the file, by name} */
    public static Map<String, String> contents(byte[] object) {
        ElfListing listing = new ElfListing(object);
        Map<String, String> contents = new TreeMap<>();
        for (Header h : listing.headers) {
            if (h.type == 1 || h.type == 7) {
                contents.put(h.name, listing.hex(h));
            }
        }
        return contents;
    }

    private String hex(Header h) {
        return h.type == 8
                ? "(none)"
                : HexFormat.of().formatHex(Arrays.copyOfRange(data.array(), h.offset, h.offset + (int) h.size));
    }

    private void sections(List<String> lines) {
        List<String> found = new ArrayList<>();
        for (Header h : headers) {
            if (h.type != 0 && h.type != 2 && h.type != 3 && h.type != 4 && h.type != 17) {
                found.add(String.format(
                        Locale.ROOT,
                        "section %s flags=%x type=%d align=%d entry=%d size=%d%n  %s",
                        h.name,
                        h.flags,
                        h.type,
                        h.align,
                        h.entry,
                        h.size,
                        hex(h)));
            } else if (h.type == 17) {
                found.add("group " + symbols.get(h.info).name + " members=" + (h.size / 4 - 1));
            }
        }
        found.sort(null);
        lines.addAll(found);
    }

    private void relocations(List<String> lines) {
        List<String> found = new ArrayList<>();
        for (Header h : headers) {
            for (int at = h.offset; h.type == 4 && at < h.offset + h.size; at += 24) {
                long info = data.getLong(at + 8);
                Symbol s = symbols.get((int) (info >> 32));
                String name = (s.info & 15) == 3 ? headers.get(s.section).name : s.name;
                found.add(String.format(
                        Locale.ROOT,
                        "reloc %s+%06x %d %s+%x",
                        headers.get(h.info).name,
                        data.getLong(at),
                        (int) info,
                        name,
                        data.getLong(at + 16)));
            }
        }
        found.sort(null);
        lines.addAll(found);
    }

    private void symbols(List<String> lines) {
        List<String> found = new ArrayList<>();
        for (Symbol s : symbols) {
            if ((s.info & 15) != 3 && !s.name.isEmpty()) {
                String section =
                        s.section < headers.size() ? headers.get(s.section).name : "#" + Integer.toHexString(s.section);
                found.add(String.format(
                        Locale.ROOT,
                        "symbol %s %s+%x size=%d info=%x other=%d",
                        s.name,
                        section,
                        s.value,
                        s.size,
                        s.info,
                        s.other));
            }
        }
        found.sort(null);
        lines.addAll(found);
    }
}
