package relolens.analyzer.asm;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Call frame information: {@code .cfi_…} directives of the procedure that is open in the current subsection. */
final class CfiDirectives {
    private final Assembly assembly;
    private final Map<Sections.Position, CfiProcedure> open = new HashMap<>();

    CfiDirectives(Assembly assembly) {
        this.assembly = assembly;
    }

    void register(Map<String, Directive> directives) {
        directives.put(".cfi_startproc", this::start);
        directives.put(".cfi_endproc", this::end);
        directives.put(".cfi_sections", o -> assembly.frames.sections(o.cursor().rest()));
        on(directives, "def_cfa", o -> p(o).defineCfa(here(), register(o), second(o)));
        on(directives, "def_cfa_register", o -> p(o).cfaRegister(here(), register(o)));
        on(directives, "def_cfa_offset", o -> p(o).cfaOffset(here(), o.absolute()));
        on(directives, "adjust_cfa_offset", o -> p(o).adjustCfa(here(), o.absolute()));
        on(directives, "offset", o -> p(o).offset(here(), register(o), second(o)));
        on(directives, "rel_offset", o -> p(o).relativeOffset(here(), register(o), second(o)));
        on(directives, "restore", o -> registers(o, r -> p(o).restore(here(), r)));
        on(directives, "undefined", o -> registers(o, r -> p(o).rule(here(), 7, r, -1)));
        on(directives, "same_value", o -> registers(o, r -> p(o).rule(here(), 8, r, -1)));
        on(directives, "register", o -> {
            int first = register(o);
            comma(o);
            p(o).rule(here(), 9, first, register(o));
        });
        on(directives, "remember_state", o -> p(o).remember(here()));
        on(directives, "restore_state", o -> {
            if (!p(o).restoreState(here())) {
                throw o.bad("there is no .cfi_remember_state before it", 0);
            }
        });
        on(directives, "return_column", o -> {
            p(o).moveTo(here());
            p(o).returnColumn = register(o);
        });
        on(directives, "signal_frame", o -> {
            p(o).moveTo(here());
            p(o).signalFrame = true;
        });
        on(directives, "b_key_frame", o -> p(o).secondKey = true);
        on(directives, "negate_ra_state", o -> p(o).negateReturnAddressState(here()));
        on(directives, "window_save", o -> p(o).negateReturnAddressState(here()));
        on(directives, "escape", this::escape);
        for (String name :
                new String[] {"personality", "personality_id", "lsda", "val_encoded_addr", "fde_data", "label"}) {
            directives.put(".cfi_" + name, o -> {
                assembly.problems.warning(
                        "cfi-left-out", o.directive() + " has no part in the .eh_frame made here", o.origin());
                o.cursor().rest();
            });
        }
    }

    private static void on(Map<String, Directive> directives, String name, Directive body) {
        directives.put(".cfi_" + name, o -> {
            body.run(o);
            o.end();
        });
    }

    private Place here() {
        return assembly.sections.here();
    }

    private CfiProcedure p(Operands o) {
        CfiProcedure procedure = open.get(assembly.sections.current());
        if (procedure == null) {
            throw o.bad("there is no .cfi_startproc before it", 0);
        }
        return procedure;
    }

    private void start(Operands o) {
        if (open.containsKey(assembly.sections.current())) {
            throw o.bad("the .cfi_startproc before it has no .cfi_endproc yet", 0);
        }
        boolean simple = "simple".equals(o.cursor().name());
        o.end();
        CfiProcedure procedure = new CfiProcedure(here(), o.origin(), simple);
        open.put(assembly.sections.current(), procedure);
        assembly.frames.add(procedure);
    }

    private void end(Operands o) {
        p(o).end = here();
        open.remove(assembly.sections.current());
        o.end();
    }

    private void comma(Operands o) {
        if (!o.comma()) {
            throw o.bad("expected ','");
        }
    }

    private long second(Operands o) {
        comma(o);
        return o.absolute();
    }

    private void registers(Operands o, Consumer<Integer> use) {
        do {
            use.accept(register(o));
        } while (o.comma());
    }

    /** {@return the DWARF number (DWARF for the Arm 64-bit Architecture): x0 to x30, sp 31, v0 to v31 from 64} */
    private int register(Operands o) {
        char c = o.cursor().peek();
        if (c >= '0' && c <= '9') {
            long number = o.absolute();
            if (number > 0xffff) {
                throw o.bad("there is no register " + number, 0);
            }
            return (int) number;
        }
        String name = o.name().toLowerCase(Locale.ROOT);
        String alias = assembly.symbols.register(name);
        name = alias == null ? name : alias;
        if (name.equals("sp") || name.equals("wsp")) {
            return CfiProcedure.STACK_POINTER;
        }
        if (name.matches("[xw]([12]?\\d|30)")) {
            return Integer.parseInt(name.substring(1));
        }
        if (name.matches("[vqdshb]([12]?\\d|3[01])")) {
            return 64 + Integer.parseInt(name.substring(1));
        }
        throw o.bad("expected a register, not '" + name + "'");
    }

    private void escape(Operands o) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        do {
            out.write((int) o.absolute());
        } while (o.comma());
        p(o).escape(here(), out.toByteArray());
    }
}
