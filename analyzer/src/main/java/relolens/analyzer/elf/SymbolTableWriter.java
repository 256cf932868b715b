package relolens.analyzer.elf;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.AssembledUnit.Section;
import relolens.analyzer.asm.AssembledUnit.Symbol;

/** The symbol table: locals first, and what each relocation's symbol becomes in it. */
final class SymbolTableWriter {
    private static final int UNDEFINED = 0;
    private static final int ABSOLUTE = 0xfff1;
    private static final int COMMON = 0xfff2;
    private static final int STT_SECTION = 3;
    private static final int STB_GLOBAL = 1;
    private static final int STB_WEAK = 2;
    private static final int STB_GNU_UNIQUE = 10;
    private static final int SHF_MERGE = 0x10;
    private static final int SHF_TLS = 0x400;
    private static final int STT_TLS = 6;
    private static final int R_PREL64 = 260;
    private static final int R_PREL16 = 262;
    private static final int ENTRY = 24;
    /** Labels that exist only for the assembler: {@code .L…} and numeric ones. */
    private static final Pattern INTERNAL = Pattern.compile("\\.L.*|\\d+#\\d+", Pattern.DOTALL);

    private static final Pattern INSTANCE = Pattern.compile("\\d+#\\d+");

    /** What a relocation entry names. */
    record Target(int index, long addend) {}

    private final AssembledUnit unit;
    private final int[] indexes;
    private final StringTable strings = new StringTable();
    private final LittleEndian out = new LittleEndian();
    private final Map<String, Integer> written = new HashMap<>();
    private final Map<String, Symbol> byName = new HashMap<>();
    private final Map<String, Integer> sectionSymbols = new HashMap<>();
    private final Map<String, Integer> sectionNumbers = new HashMap<>();
    private final Map<String, Long> sectionFlags = new HashMap<>();
    /** Symbols that relocations name, and those of them that need their names. */
    private final Set<String> all = new HashSet<>();

    private final Set<String> named = new HashSet<>();
    private final int locals;
    private int count;

    /** @param indexes section header number of each of the unit's sections */
    SymbolTableWriter(AssembledUnit unit, int[] indexes) {
        this.unit = unit;
        this.indexes = indexes;
        for (Symbol s : unit.symbols()) {
            byName.put(s.name(), s);
        }
        for (int i = 0; i < indexes.length; i++) {
            Section section = unit.sections().get(i);
            sectionNumbers.putIfAbsent(section.name(), indexes[i]);
            sectionFlags.putIfAbsent(section.name(), section.flags());
            for (AssembledUnit.Relocation r : section.relocations()) {
                all.add(r.symbol());
                if (needsName(r)) {
                    named.add(r.symbol());
                }
            }
        }
        entry(0, 0, 0, 0, 0, 0);
        sections();
        for (Symbol s : unit.symbols()) {
            if (!s.global() && (keepsName(s) || !INTERNAL.matcher(s.name()).matches())) {
                symbol(s, 0);
            }
        }
        // Group sections come first, in the order their names turn up: their numbers are known.
        Set<String> groups = new HashSet<>();
        for (Section s : unit.sections()) {
            if (s.group() != null && groups.add(s.group()) && !byName.containsKey(s.group())) {
                written.put(s.group(), entry(strings.add(s.group()), 0, 0, groups.size(), 0, 0));
            }
        }
        locals = count;
        for (Symbol s : unit.symbols()) {
            if (s.global()) {
                symbol(s, s.unique() ? STB_GNU_UNIQUE : s.weak() ? STB_WEAK : STB_GLOBAL);
            }
        }
    }

    private void sections() {
        for (int i = 0; i < indexes.length; i++) {
            Section s = unit.sections().get(i);
            sectionSymbols.putIfAbsent(s.name(), entry(0, STT_SECTION, 0, indexes[i], 0, 0));
        }
        for (int i = 0; i < indexes.length; i++) {
            for (AssembledUnit.Mapping m : unit.sections().get(i).mappings()) {
                int type = (unit.sections().get(i).flags() & SHF_TLS) != 0 ? STT_TLS : 0;
                entry(strings.add(m.code() ? "$x" : "$d"), type, 0, indexes[i], m.offset(), 0);
            }
        }
    }

    private int number(@Nullable String section) {
        return section == null
                ? ABSOLUTE
                : section.equals(AssembledUnit.COMMON) ? COMMON : sectionNumbers.getOrDefault(section, UNDEFINED);
    }

    private void symbol(Symbol s, int binding) {
        int section = s.defined() ? number(s.section()) : UNDEFINED;
        int type = s.defined() && (flags(s.section()) & SHF_TLS) != 0 ? STT_TLS : s.type() & 15;
        int info = binding << 4 | type;
        written.put(
                s.name(), entry(strings.add(elfName(s.name())), info, s.visibility(), section, s.value(), s.size()));
    }

    /** GNU as writes the second {@code 1:}, where it must, as .L1, a control character and 2. */
    private static String elfName(String name) {
        return INSTANCE.matcher(name).matches() ? ".L" + name.replace('#', '\002') : name;
    }

    private int entry(int name, int info, int other, int section, long value, long size) {
        out.u32(name);
        out.u8(info);
        out.u8(other);
        out.u16(section);
        out.u64(value);
        out.u64(size);
        return count++;
    }

    /**
     * A symbol in a mergeable section stays named where an addend goes beyond it or a data item holds its distance: a
     * linker that merges could not tell which entry is meant.
     */
    private boolean keepsName(Symbol s) {
        if ((flags(s.section()) & SHF_TLS) != 0) {
            return all.contains(s.name());
        }
        return named.contains(s.name()) && (flags(s.section()) & SHF_MERGE) != 0;
    }

    private static boolean needsName(AssembledUnit.Relocation r) {
        return r.addend() != 0 || r.type() >= R_PREL64 && r.type() <= R_PREL16;
    }

    private long flags(@Nullable String name) {
        return sectionFlags.getOrDefault(name == null ? "" : name, 0L);
    }

    /** {@return what {@code r} refers to in this table: a local symbol becomes its section and an offset} */
    Target target(AssembledUnit.Relocation r) {
        Symbol s = byName.get(r.symbol());
        if (s == null) {
            return new Target(sectionSymbols.getOrDefault(r.symbol(), 0), r.addend());
        }
        String section = s.section();
        if (!s.global()
                && s.defined()
                && section != null
                && !((needsName(r) || (flags(section) & SHF_TLS) != 0) && keepsName(s))) {
            Integer own = sectionSymbols.get(section);
            if (own != null) {
                return new Target(own, r.addend() + s.value());
            }
        }
        Integer index = written.get(s.name());
        return new Target(index == null ? 0 : index, r.addend());
    }

    /** {@return the number of the symbol called {@code name}, 0 without one} */
    int index(String name) {
        return written.getOrDefault(name, 0);
    }

    int locals() {
        return locals;
    }

    byte[] table() {
        assert out.size() == count * ENTRY;
        return out.bytes();
    }

    byte[] strings() {
        return strings.bytes();
    }
}
