package relolens.analyzer.cpp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.Macro.Builtin;

/** The macros defined at the moment. */
final class MacroTable {
    private final Map<String, Set<String>> assertions = new HashMap<>();
    private final Map<String, Macro> macros = new HashMap<>(16384);

    MacroTable() {
        for (String system : List.of("linux", "unix", "posix")) {
            makeAsserted("system", system);
        }
        builtin("__FILE__", Builtin.FILE);
        builtin("__BASE_FILE__", Builtin.BASE_FILE);
        builtin("__LINE__", Builtin.LINE);
        builtin("__COUNTER__", Builtin.COUNTER);
        builtin("__INCLUDE_LEVEL__", Builtin.INCLUDE_LEVEL);
        builtin("__DATE__", Builtin.DATE);
        builtin("__TIME__", Builtin.TIME);
        builtin("__TIMESTAMP__", Builtin.TIMESTAMP);
        builtin("_Pragma", Builtin.PRAGMA);
        builtin("__has_include", Builtin.CONDITION);
        builtin("__has_include_next", Builtin.CONDITION);
    }

    /** {@code #assert PREDICATE(ANSWER)}; an empty answer asks whether there is any. */
    boolean isAsserted(String predicate, String answer) {
        Set<String> answers = assertions.getOrDefault(predicate, Set.of());
        return answer.isEmpty() ? !answers.isEmpty() : answers.contains(answer);
    }

    void makeAsserted(String predicate, String answer) {
        assertions.computeIfAbsent(predicate, p -> new HashSet<>()).add(answer);
    }

    /** Takes one answer back, or all if it is empty. */
    void retract(String predicate, String answer) {
        if (answer.isEmpty()) {
            assertions.remove(predicate);
        } else {
            assertions.getOrDefault(predicate, new HashSet<>()).remove(answer);
        }
    }

    private void builtin(String name, Builtin kind) {
        macros.put(name, Macro.builtin(name, kind));
    }

    @Nullable
    Macro get(String name) {
        return macros.get(name);
    }

    boolean has(String name) {
        return macros.containsKey(name);
    }

    /** {@return the definition that was replaced, or null} */
    @Nullable
    Macro put(Macro macro) {
        return macros.put(macro.name, macro);
    }

    void remove(String name) {
        macros.remove(name);
    }

    void restore(String name, @Nullable Macro macro) {
        if (macro == null) {
            macros.remove(name);
        } else {
            macros.put(name, macro);
        }
    }
}
