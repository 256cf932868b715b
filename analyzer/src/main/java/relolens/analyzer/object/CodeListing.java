package relolens.analyzer.object;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.object.ElfFile.Section;
import relolens.analyzer.object.ElfFile.Symbol;
import relolens.emulator.isa.Disassembler;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Isa;

/** Code sections as {@code objdump -d} lists them: data where the file's mapping symbols say so. */
public final class CodeListing {
    private final ElfFile file;
    private final Section section;
    /** Labels of the section by address; of several at one place the one that objdump would name. */
    private final TreeMap<Long, Symbol> labels = new TreeMap<>();
    /** From an address on: whether code follows ({@code $x}) or data ({@code $d}). */
    private final TreeMap<Long, Boolean> kinds = new TreeMap<>();

    private final StringBuilder out;

    private CodeListing(ElfFile file, int index, StringBuilder out) {
        this.file = file;
        this.section = file.sections().get(index);
        this.out = out;
        Comparator<Symbol> better = Comparator.comparing((Symbol s) -> s.global() ? 0 : 1)
                .thenComparing(s -> s.type() == 2 ? 0 : 1)
                .thenComparing(Symbol::name);
        List<Symbol> own = new ArrayList<>();
        for (Symbol s : file.symbols()) {
            if (s.section() == index) {
                if (s.name().startsWith("$")) {
                    kinds.put(s.value(), s.name().startsWith("$x"));
                } else if (!s.name().isEmpty() && s.type() <= 2) {
                    own.add(s);
                }
            }
        }
        own.sort(better);
        own.forEach(s -> labels.putIfAbsent(s.value(), s));
    }

    /** {@return the listing of {@code file}, called {@code name} in its head line} */
    public static String of(ElfFile file, String name) {
        StringBuilder out = new StringBuilder("\n" + name + ":     file format elf64-littleaarch64\n\n");
        for (int i = 0; i < file.sections().size(); i++) {
            Section s = file.sections().get(i);
            if (s.code() && s.content().length > 0) {
                new CodeListing(file, i, out).section();
            }
        }
        return out.toString();
    }

    private void section() {
        out.append("\nDisassembly of section ").append(section.name()).append(":\n");
        byte[] bytes = section.content();
        // objdump leaves a space before the longest address, and room by fours.
        int digits = Long.toHexString(section.address() + bytes.length).length();
        int width = Math.min(16, (digits + 4) / 4 * 4);
        boolean first = true;
        int at = 0;
        while (at < bytes.length) {
            long address = section.address() + at;
            Symbol label = labels.get(address);
            if (label != null || first) {
                String name = label == null ? section.name() : label.name();
                out.append(String.format(Locale.ROOT, "%n%016x <%s>:%n", address, name));
            }
            first = false;
            Map.Entry<Long, Boolean> kind = kinds.floorEntry(address);
            boolean code = kind == null ? (at & 3) == 0 : kind.getValue();
            int size = code && bytes.length - at >= 4 ? 4 : dataSize(address, bytes.length - at);
            long value = 0;
            for (int i = 0; i < size; i++) {
                value |= (bytes[at + i] & 0xffL) << 8 * i;
            }
            String hex = String.format(Locale.ROOT, "%0" + 2 * size + "x", value);
            // objdump leaves the room of the chunks that a full line would have had.
            int room = size == 4 ? 9 : size == 2 ? 10 : 12;
            out.append(String.format(Locale.ROOT, "%" + width + "x:\t%-" + room + "s\t", address, hex));
            out.append(code && size == 4 ? instruction((int) value, address) : data(size, hex))
                    .append('\n');
            at += size;
        }
    }

    /** Data goes by words, and by less up to the next label or change of kind. */
    private int dataSize(long address, int left) {
        int size = (address & 3) == 0 ? 4 : (address & 1) == 0 ? 2 : 1;
        Long label = labels.higherKey(address);
        Long kind = kinds.higherKey(address);
        long room = Math.min(label == null ? left : label - address, kind == null ? left : kind - address);
        while (size > Math.min(room, left)) {
            size >>= 1;
        }
        return size;
    }

    private static String data(int size, String hex) {
        return (size == 4 ? ".word" : size == 2 ? ".short" : ".byte") + "\t0x" + hex;
    }

    private String instruction(int word, long address) {
        Integer referred = section.relocated().get(address - section.address());
        Symbol symbol = referred == null ? null : file.symbols().get(referred);
        // Where a relocation will fill the distance in, the place itself says nothing: objdump counts from the symbol.
        long from = symbol == null ? address : 0;
        String text = Disassembler.print(word, from);
        Effects effects = Isa.a64().effects(word);
        Long distance = effects == null ? null : target(word, effects, from, text);
        if (distance != null) {
            long target = symbol == null ? distance : distance + symbol.value();
            boolean undefined = symbol != null && symbol.section() == 0;
            String name = symbol != null && undefined ? symbol.name() : symbolic(target);
            int last = text.lastIndexOf(Long.toHexString(distance));
            if (last >= 0) {
                text = text.substring(0, last) + Long.toHexString(target) + " <" + name + ">";
            }
        }
        return text + comment(text, effects);
    }

    private static @Nullable Long target(int word, Effects effects, long address, String text) {
        Effects.Flow flow = effects.flow();
        if (flow != null) {
            boolean direct = flow.kind() == Effects.FlowKind.BRANCH
                    || flow.kind() == Effects.FlowKind.CONDITIONAL
                    || flow.kind() == Effects.FlowKind.CALL;
            return direct ? address + flow.offset() : null;
        }
        Effects.MemoryAccess memory = effects.memory();
        if (memory != null && memory.base() < 0 && memory.reach() == Effects.Reach.BYTES) {
            return address + memory.offset();
        }
        boolean page = text.startsWith("adrp\t");
        if (page || text.startsWith("adr\tx")) {
            int high = word << 8 >> 11 & ~3;
            long offset = high | (word >>> 29 & 3);
            return page ? (address & ~0xfffL) + (offset << 12) : address + offset;
        }
        return null;
    }

    private String symbolic(long target) {
        Map.Entry<Long, Symbol> below = labels.floorEntry(target);
        Symbol symbol = below == null ? null : below.getValue();
        if (symbol == null && labels.isEmpty()) {
            return section.name() + (target == section.address() ? "" : offset(target - section.address()));
        }
        if (symbol == null) {
            Symbol next = labels.firstEntry().getValue();
            return next.name() + offset(target - next.value());
        }
        return symbol.name() + (target == symbol.value() ? "" : offset(target - symbol.value()));
    }

    private static String offset(long distance) {
        return (distance < 0 ? "-0x" : "+0x") + Long.toHexString(Math.abs(distance));
    }

    private static final Map<String, String> CONDITIONS = Map.of(
            "b.eq",
            "b.none",
            "b.ne",
            "b.any",
            "b.cs",
            "b.hs, b.nlast",
            "b.cc",
            "b.lo, b.ul, b.last",
            "b.mi",
            "b.first",
            "b.pl",
            "b.nfrst",
            "b.hi",
            "b.pmore",
            "b.ls",
            "b.plast",
            "b.ge",
            "b.tcont",
            "b.lt",
            "b.tstop");

    /** objdump's remarks: other names of a condition, and a moved number in decimal. */
    private static String comment(String text, @Nullable Effects effects) {
        int tab = text.indexOf('\t');
        String other = tab < 0 ? null : CONDITIONS.get(text.substring(0, tab));
        if (other != null) {
            return "  // " + other;
        }
        int number = text.indexOf(", #0x");
        boolean general = text.startsWith("mov\t") && !text.startsWith("z", 4);
        if (effects == null || !general || number < 0) {
            return "";
        }
        String hex = text.substring(number + 5);
        long value = Long.parseUnsignedLong(hex, 16);
        long signed = text.charAt(4) == 'w' ? (int) value : value;
        return " ".repeat(Math.max(0, 20 - hex.length())) + "\t// #" + signed;
    }
}
