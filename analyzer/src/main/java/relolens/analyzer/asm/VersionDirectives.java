package relolens.analyzer.asm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.syntax.Cursor;

/** {@code .symver} and {@code .weakref}: names that stand for other names. */
final class VersionDirectives {
    private final Assembly assembly;

    VersionDirectives(Assembly assembly) {
        this.assembly = assembly;
    }

    void register(Map<String, Directive> directives) {
        directives.put(".symver", this::version);
        directives.put(".weakref", this::weakReference);
    }

    private void version(Operands o) {
        Cursor cursor = o.cursor();
        Symbol symbol = assembly.symbols.obtain(o.name());
        if (!o.comma()) {
            throw o.bad("expected ',' and a name with a version, as in " + symbol.name() + "@VERSION");
        }
        int from = cursor.skipSpace().at();
        String name = o.textIfQuoted();
        if (name == null) {
            name = cursor.field();
        }
        int at = name.indexOf('@');
        if (at < 1 || name.endsWith("@")) {
            throw o.bad(
                    "'" + name + "' has no version; expected " + symbol.name() + "@VERSION, @@VERSION or @@@VERSION",
                    from);
        }
        @Nullable String mode = null;
        if (o.comma()) {
            int start = cursor.skipSpace().at();
            mode = o.name();
            if (!mode.equals("local") && !mode.equals("hidden") && !mode.equals("remove")) {
                throw o.bad("expected local, hidden or remove, not '" + mode + "'", start);
            }
        }
        o.end();
        Versions versions = assembly.versions.computeIfAbsent(symbol.name(), n -> new Versions());
        versions.names.add(name);
        versions.mode = mode == null ? versions.mode : mode;
    }

    private void weakReference(Operands o) {
        String alias = o.name();
        if (!o.comma()) {
            throw o.bad("expected ',' and the symbol that '" + alias + "' stands for");
        }
        String target = o.name();
        o.end();
        Symbol symbol = assembly.symbols.obtain(alias);
        if (symbol.defined() || symbol.standsFor != null && !symbol.standsFor.equals(target)) {
            throw o.bad("'" + alias + "' is defined already", 0);
        }
        if (alias.equals(target)) {
            throw o.bad("'" + alias + "' cannot stand for itself", 0);
        }
        symbol.standsFor = target;
    }

    /** The names with versions that one symbol has. */
    static final class Versions {
        final List<String> names = new ArrayList<>();

        @Nullable
        String mode;
    }

    /** Gives the finished symbols their versions; {@return old names to new ones, for relocations} */
    static Map<String, String> apply(Assembly assembly, List<AssembledUnit.Symbol> symbols) {
        Map<String, String> renamed = new LinkedHashMap<>();
        assembly.versions.forEach((name, versions) -> {
            for (int i = 0; i < symbols.size(); i++) {
                if (symbols.get(i).name().equals(name)) {
                    one(symbols, i, versions, renamed);
                    return;
                }
            }
        });
        return renamed;
    }

    private static void one(
            List<AssembledUnit.Symbol> symbols, int index, Versions versions, Map<String, String> renamed) {
        AssembledUnit.Symbol s = symbols.get(index);
        String first = versions.names.get(0);
        int at = first.indexOf('@');
        boolean threefold = first.startsWith("@@@", at);
        String plain =
                threefold ? first.substring(0, at) + (s.defined() ? "@@" : "@") + first.substring(at + 3) : first;
        if (!s.defined() || threefold || "remove".equals(versions.mode)) {
            renamed.put(s.name(), plain);
            symbols.set(index, named(s, plain, s.global(), s.visibility()));
        } else {
            for (String name : versions.names) {
                symbols.add(named(s, name, s.global(), s.visibility()));
            }
            if ("local".equals(versions.mode)) {
                symbols.set(index, named(s, s.name(), false, s.visibility()));
            } else if ("hidden".equals(versions.mode)) {
                symbols.set(index, named(s, s.name(), s.global(), s.visibility() & ~3 | 2));
            }
        }
    }

    private static AssembledUnit.Symbol named(AssembledUnit.Symbol s, String name, boolean global, int visibility) {
        return new AssembledUnit.Symbol(
                name,
                s.section(),
                s.value(),
                s.defined(),
                global,
                s.weak() && global,
                s.type(),
                s.size(),
                visibility,
                s.unique(),
                s.origin());
    }
}
