package relolens.analyzer.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.cpp.PreprocessedUnit.Definition;
import relolens.analyzer.cpp.Readings;
import relolens.analyzer.cpp.SourceTokens;
import relolens.analyzer.index.Entity.Kind;
import relolens.analyzer.source.Origin;
import relolens.analyzer.source.Span;

/**
 * What the names in a unit's files mean. Works out what it is asked for and remembers it; safe for several threads, which
 * take turns.
 */
public final class UnitIndex {
    private final PreprocessedUnit preprocessed;
    private final AssembledUnit assembled;
    private final Map<String, Optional<FileIndex>> files = new HashMap<>();
    private final Map<String, Map<Integer, Definition>> uses = new HashMap<>();
    private final Spelled spelled = new Spelled(this::file);
    private @Nullable UnitNames names;
    private @Nullable NumericLabels numbers;

    public UnitIndex(PreprocessedUnit preprocessed, AssembledUnit assembled) {
        this.preprocessed = preprocessed;
        this.assembled = assembled;
    }

    /** {@return the unit's main file} */
    public String mainFile() {
        return preprocessed.file();
    }

    /** {@return the files that were read} */
    public Set<String> files() {
        return preprocessed.readings().files();
    }

    /** {@return a file's own index, or null if the unit did not read it} */
    public synchronized @Nullable FileIndex file(String path) {
        return files.computeIfAbsent(path, p -> {
                    SourceTokens tokens = preprocessed.readings().tokens(p);
                    return tokens == null ? Optional.empty() : Optional.of(FileIndex.of(tokens));
                })
                .orElse(null);
    }

    /** {@return whether the unit refers to the symbol and does not define it} */
    public boolean isExternal(String symbol) {
        return names().undefined.containsKey(symbol) && !names().symbols.containsKey(symbol);
    }

    /** {@return the unit's symbol of that name, if the object has it} */
    public Optional<AssembledUnit.Symbol> symbol(String name) {
        return assembled.symbols().stream().filter(s -> s.name().equals(name)).findFirst();
    }

    private synchronized UnitNames names() {
        UnitNames known = names;
        if (known == null) {
            known = new UnitNames(preprocessed, assembled);
            names = known;
        }
        return known;
    }

    private synchronized NumericLabels numbers() {
        NumericLabels known = numbers;
        if (known == null) {
            known = new NumericLabels(assembled.trace(), spelled);
            numbers = known;
        }
        return known;
    }

    /** {@return where the numeric label goes that {@code o} is or uses, by file and offset} */
    List<Map.Entry<String, Integer>> targets(FileIndex file, Occurrence o) {
        return numbers().targets(file, o);
    }

    /** {@return the text of a file that the unit read, or null} */
    @Nullable
    String text(String path) {
        SourceTokens tokens = preprocessed.readings().tokens(path);
        return tokens == null ? null : tokens.text();
    }

    /** {@return which definition the uses of macros in {@code file} meant, by offset} */
    private synchronized Map<Integer, Definition> uses(String file) {
        return uses.computeIfAbsent(file, f -> {
            Map<Integer, Definition> found = new HashMap<>();
            preprocessed.readings().uses(f, found::put);
            return found;
        });
    }

    /** {@return what an occurrence means, or null: a register, a mnemonic, a directive, or nothing known} */
    public @Nullable Entity entity(FileIndex file, Occurrence o) {
        return switch (o.role()) {
            case DEFINE_NAME, CONDITION -> Entity.of(Kind.DEFINE, o.name());
            case PARAMETER -> scoped(Kind.PARAMETER, file, o, Scope.Kind.DEFINE);
            case FORMAL, ARGUMENT -> scoped(Kind.FORMAL, file, o, Scope.Kind.MACRO);
            case MACRO_NAME -> Entity.of(Kind.MACRO, o.name().toLowerCase(Locale.ROOT));
            case ALIAS -> Entity.of(Kind.ALIAS, o.name());
            case INCLUDE -> new Entity(Kind.FILE, o.name(), file.path(), o.start());
            case KEYWORD -> keyword(file, o);
            case NUMERIC_LABEL, NUMERIC_USE ->
                targets(file, o).stream()
                        .findFirst()
                        .map(t -> new Entity(Kind.NUMERIC, digits(o), t.getKey(), t.getValue()))
                        .orElse(null);
            case LABEL, ASSIGNED, DECLARED -> isDefine(file, o) ? Entity.of(Kind.DEFINE, o.name()) : symbol(file, o);
            case OPERATION, OPERAND -> word(file, o);
        };
    }

    /** {@return what a numeric label or its use spells, the direction left out} */
    static String digits(Occurrence o) {
        return o.role() == Role.NUMERIC_USE ? o.name().substring(0, o.name().length() - 1) : o.name();
    }

    private static @Nullable Entity scoped(Kind kind, FileIndex file, Occurrence o, Scope.Kind scope) {
        int found = file.scopeOf(o, o.name(), scope);
        return found < 0
                ? null
                : Entity.in(kind, o.name(), file, file.scopes().get(found).start());
    }

    private @Nullable Entity keyword(FileIndex file, Occurrence o) {
        String macro = o.operation().toLowerCase(Locale.ROOT);
        for (Located at : definitions(Entity.of(Kind.MACRO, macro))) {
            for (Scope s : at.file().scopes()) {
                boolean its = s.nameStart() == at.occurrence().start() && s.kind() == Scope.Kind.MACRO;
                if (its && s.formals().contains(o.name())) {
                    return Entity.in(Kind.FORMAL, o.name(), at.file(), s.start());
                }
            }
        }
        // "x = 1" behind something that is no macro: an operand.
        return word(file, o);
    }

    private static Entity symbol(FileIndex file, Occurrence o) {
        if (!o.composite()) {
            return Entity.of(Kind.SYMBOL, o.name());
        }
        Scope scope = o.scope() < 0 ? null : file.scopes().get(o.scope());
        return Entity.in(Kind.COMPOSITE, o.name(), file, scope == null ? 0 : scope.start());
    }

    private @Nullable Entity word(FileIndex file, Occurrence o) {
        if (isDefine(file, o)) {
            return Entity.of(Kind.DEFINE, o.name());
        }
        if (o.composite()) {
            return symbol(file, o);
        }
        String lower = o.name().toLowerCase(Locale.ROOT);
        UnitNames known = names();
        boolean macro = known.macros.containsKey(lower) || defines(Role.MACRO_NAME, o.name(), file);
        boolean body = o.scope() >= 0 && file.scopes().get(o.scope()).kind() == Scope.Kind.DEFINE;
        // C's call of a function of that name, which headers have in their other half.
        boolean call = o.end() < file.text().length() && file.text().charAt(o.end()) == '(';
        macro &= !(call && (body || o.role() == Role.OPERAND));
        if (o.role() == Role.OPERATION && (macro || !body)) {
            return macro ? Entity.of(Kind.MACRO, lower) : null;
        }
        if (known.aliases.containsKey(o.name()) || defines(Role.ALIAS, o.name(), file)) {
            return Entity.of(Kind.ALIAS, o.name());
        }
        if (known.symbols.containsKey(o.name())
                || known.undefined.containsKey(o.name())
                || defines(Role.LABEL, o.name(), file)
                || defines(Role.ASSIGNED, o.name(), file)) {
            return Entity.of(Kind.SYMBOL, o.name());
        }
        // CPU_BE(macro x0) and the like: a statement inside the argument of a #define.
        return macro && known.defines.containsKey(o.operation()) ? Entity.of(Kind.MACRO, lower) : null;
    }

    /** {@return whether the text itself defines the name, be it inactive} */
    private boolean defines(Role role, String name, FileIndex file) {
        return file.definition(role, name) != null || main(role, name, file) != null;
    }

    private @Nullable Occurrence main(Role role, String name, FileIndex except) {
        FileIndex main = file(mainFile());
        return main == null || main == except ? null : main.definition(role, name);
    }

    private boolean isDefine(FileIndex file, Occurrence o) {
        if (uses(file.path()).containsKey(o.start())) {
            return true;
        }
        List<Definition> known = names().defines.get(o.name());
        boolean text = known == null && defines(Role.DEFINE_NAME, o.name(), file);
        if (known == null && !text) {
            return false;
        }
        // A name that takes arguments and is given none stands for itself. What the text shows is enough to tell.
        int next = o.end();
        while (next < file.text().length()
                && (file.text().charAt(next) == ' ' || file.text().charAt(next) == '\t')) {
            next++;
        }
        boolean called = next < file.text().length() && file.text().charAt(next) == '(';
        return called || definitions(Entity.of(Kind.DEFINE, o.name())).stream().anyMatch(UnitIndex::isObjectLike);
    }

    private static boolean isObjectLike(Located definition) {
        String text = definition.file().text();
        int end = definition.occurrence().end();
        return end >= text.length() || text.charAt(end) != '(';
    }

    /** {@return where {@code entity} gets its meaning; the active ones, or if there is none what the text shows} */
    public List<Located> definitions(Entity entity) {
        Set<Located> found = new LinkedHashSet<>();
        switch (entity.kind()) {
            case DEFINE -> {
                for (Definition d : names().defines.getOrDefault(entity.name(), List.of())) {
                    add(found, d.span());
                }
                text(found, entity, Role.DEFINE_NAME);
            }
            case MACRO -> {
                names().macros.getOrDefault(entity.name(), List.of()).forEach(s -> add(found, s));
                text(found, entity, Role.MACRO_NAME);
            }
            case ALIAS -> {
                names().aliases.getOrDefault(entity.name(), List.of()).forEach(s -> add(found, s));
                text(found, entity, Role.ALIAS);
            }
            case SYMBOL -> {
                for (Origin origin : names().symbols.getOrDefault(entity.name(), List.of())) {
                    Located at = spelled.find(origin, o -> o.name().equals(entity.name()));
                    if (at != null) {
                        found.add(at);
                    }
                }
                if (!names().symbols.containsKey(entity.name())) {
                    text(found, entity, Role.LABEL);
                    text(found, entity, Role.ASSIGNED);
                }
            }
            case PARAMETER, FORMAL, COMPOSITE, NUMERIC -> confined(found, entity);
            case FILE -> {}
        }
        return new ArrayList<>(found);
    }

    private void add(Set<Located> found, Span span) {
        FileIndex file = file(span.file());
        if (file != null) {
            int at = file.offset(span.line(), span.column());
            for (int i = file.firstFrom(at); i < file.occurrences().size(); i++) {
                Occurrence o = file.occurrences().get(i);
                if (o.start() > at) {
                    break;
                }
                if (o.role().defines()) {
                    found.add(new Located(file, o));
                }
            }
        }
    }

    private void text(Set<Located> found, Entity entity, Role role) {
        FileIndex main = file(mainFile());
        if (found.isEmpty() && main != null) {
            for (Occurrence o : main.occurrences()) {
                if (o.role() == role && entity.isSpelled(o.name())) {
                    found.add(new Located(main, o));
                }
            }
        }
    }

    private void confined(Set<Located> found, Entity entity) {
        FileIndex file = file(entity.file());
        if (file == null) {
            return;
        }
        for (Occurrence o : file.occurrences()) {
            boolean defining = o.role().defines() || o.role() == Role.PARAMETER;
            if (defining && entity.isSpelled(o.name()) && entity.equals(entity(file, o))) {
                found.add(new Located(file, o));
                if (entity.kind() != Kind.COMPOSITE) {
                    return;
                }
            }
        }
    }

    /**
     * {@return the definitions that this occurrence means: of several {@code #define}s the one in force, of several others
     * the last before it in the same file, or all}
     */
    public List<Located> definitions(FileIndex file, Occurrence o) {
        if (o.role() == Role.NUMERIC_USE || o.role() == Role.NUMERIC_LABEL) {
            List<Located> out = new ArrayList<>();
            for (Map.Entry<String, Integer> t : targets(file, o)) {
                FileIndex in = file(t.getKey());
                if (in != null) {
                    out.add(new Located(in, in.occurrences().get(in.firstFrom(t.getValue()))));
                }
            }
            return out;
        }
        Entity entity = entity(file, o);
        if (entity == null) {
            return List.of();
        }
        Definition meant = uses(file.path()).get(o.start());
        if (meant != null && entity.kind() == Kind.DEFINE) {
            Set<Located> found = new LinkedHashSet<>();
            add(found, meant.span());
            return new ArrayList<>(found);
        }
        List<Located> all = definitions(entity);
        if (o.role().defines() && o.role() != Role.LABEL) {
            return all.stream().anyMatch(l -> l.file() == file && l.occurrence().equals(o))
                    ? List.of(new Located(file, o))
                    : all;
        }
        Located last = null;
        for (Located l : all) {
            if (l.file() == file && l.occurrence().start() <= o.start()) {
                last = l;
            }
        }
        boolean variable = entity.kind() != Kind.SYMBOL
                || all.stream().allMatch(l -> l.occurrence().role() == Role.ASSIGNED);
        return last != null && variable ? List.of(last) : all;
    }

    /** {@return where a symbol is defined by a macro that spells another part of it, outermost use first; else empty} */
    public List<Span> expansions(Entity entity) {
        Map<Span, Boolean> found = new LinkedHashMap<>();
        if (entity.kind() == Kind.SYMBOL) {
            for (Origin origin : names().symbols.getOrDefault(entity.name(), List.of())) {
                List<Span> places = Spelled.places(origin);
                if (places.size() > 1) {
                    for (int i = places.size() - 1; i >= 0; i--) {
                        found.put(places.get(i), true);
                    }
                }
            }
        }
        return new ArrayList<>(found.keySet());
    }

    /** {@return the header that an {@code #include}'s name found, or null} */
    public @Nullable String included(FileIndex file, Occurrence o) {
        for (Readings.Included i : preprocessed.readings().included(file.path())) {
            if (i.start() == o.start()) {
                return i.path();
            }
        }
        return null;
    }

    /** {@return whether the unit has something of that name already} */
    public boolean isKnown(String name) {
        UnitNames known = names();
        return known.symbols.containsKey(name)
                || known.undefined.containsKey(name)
                || known.defines.containsKey(name)
                || known.aliases.containsKey(name)
                || known.macros.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** {@return the names of all symbols that the unit defines} */
    public Set<String> symbolNames() {
        return names().symbols.keySet();
    }
}
