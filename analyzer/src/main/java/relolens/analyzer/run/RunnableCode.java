package relolens.analyzer.run;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.AssembledUnit.Relocation;
import relolens.analyzer.asm.AssembledUnit.Section;
import relolens.analyzer.asm.AssembledUnit.Symbol;
import relolens.analyzer.source.Origin;

/**
 * A routine's section laid out for execution, with the other sections it refers to behind it and relocations against
 * symbols of the unit applied. Words that need a symbol from elsewhere become UDF, so that using one is seen.
 */
final class RunnableCode {
    private static final int UNDEFINED_WORD = 0;
    private final AssembledUnit unit;
    private final Map<String, Section> sections = new HashMap<>();
    private final Map<String, Symbol> symbols = new HashMap<>();
    private final Map<String, Long> placed = new LinkedHashMap<>();
    private final Map<Long, String> missing = new HashMap<>();
    private final TreeMap<Long, Origin> origins = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private byte[] bytes = new byte[0];
    private long alignment = 4096;

    private RunnableCode(AssembledUnit unit) {
        this.unit = unit;
        unit.sections().forEach(s -> sections.putIfAbsent(s.name(), s));
        unit.symbols().forEach(s -> symbols.putIfAbsent(s.name(), s));
    }

    /** {@return the code around {@code routine}, or null if the unit does not define it} */
    static @Nullable RunnableCode of(AssembledUnit unit, String routine) {
        RunnableCode code = new RunnableCode(unit);
        Symbol symbol = code.symbols.get(routine);
        if (symbol == null || symbol.section() == null || !code.sections.containsKey(symbol.section())) {
            return null;
        }
        code.layOut(symbol.section());
        return code;
    }

    private void layOut(String first) {
        List<String> order = new ArrayList<>(List.of(first));
        for (int i = 0; i < order.size(); i++) {
            for (Relocation r : section(order.get(i)).relocations()) {
                Symbol target = symbols.get(r.symbol());
                String name = target == null ? sectionNamed(r.symbol()) : target.section();
                if (name != null && sections.containsKey(name) && !order.contains(name)) {
                    order.add(name);
                }
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String name : order) {
            Section s = section(name);
            alignment = Math.max(alignment, s.alignment());
            int align = Math.max(s.alignment(), 8);
            out.writeBytes(new byte[(align - out.size() % align) % align]);
            long base = out.size();
            placed.put(name, base);
            out.writeBytes(s.content());
            out.writeBytes(new byte[(int) Math.max(0, s.size() - s.content().length)]);
            s.instructions().forEach(p -> origins.put(base + p.offset(), p.origin()));
        }
        bytes = out.toByteArray();
        placed.forEach((name, base) -> section(name).relocations().forEach(r -> relocate(base, r)));
    }

    private Section section(String name) {
        return java.util.Objects.requireNonNull(sections.get(name));
    }

    private @Nullable String sectionNamed(String symbol) {
        return sections.containsKey(symbol) ? symbol : null;
    }

    private void relocate(long base, Relocation r) {
        long at = base + r.offset();
        Long target = address(r.symbol());
        boolean data = RelocationFields.isData(r.type());
        if (target == null) {
            missing.put(at, r.symbol());
            if (!data) {
                RelocationFields.put32(bytes, (int) at, UNDEFINED_WORD);
            }
            return;
        }
        String problem = RelocationFields.apply(bytes, (int) at, r.type(), target + r.addend());
        if (problem != null) {
            missing.put(at, r.symbol());
            problems.add(problem + " against " + r.symbol());
        }
    }

    /** {@return offset of a symbol in the laid out code, an absolute value, or null if it is not here} */
    @Nullable
    Long address(String name) {
        Symbol s = symbols.get(name);
        if (s == null) {
            return placed.get(name);
        }
        if (!s.defined()) {
            return null;
        }
        if (s.section() == null) {
            return s.value();
        }
        Long base = placed.get(s.section());
        return base == null ? null : base + s.value();
    }

    /** {@return where the text of the instruction at {@code offset} stands, or null if none does} */
    @Nullable
    Origin origin(long offset) {
        return origins.get(offset);
    }

    /** {@return the symbol of another unit that the word at {@code offset} needs, or null} */
    @Nullable
    String missingAt(long offset) {
        return missing.get(offset);
    }

    /** {@return relocations that could not be applied, in words} */
    List<String> problems() {
        return problems;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    long alignment() {
        return alignment;
    }

    /** {@return the main file of the unit} */
    String file() {
        return unit.file();
    }
}
