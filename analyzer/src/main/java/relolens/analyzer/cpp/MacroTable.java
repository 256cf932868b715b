package relolens.analyzer.cpp;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.Macro.Builtin;

/** The macros defined at the moment. */
final class MacroTable {
    private final Map<String, Macro> macros = new HashMap<>(16384);

    MacroTable() {
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
