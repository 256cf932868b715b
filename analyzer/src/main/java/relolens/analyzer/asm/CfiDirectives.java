package relolens.analyzer.asm;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.syntax.Expression;

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
        directives.put(".cfi_sections", this::sections);
        on(directives, "def_cfa", o -> p(o).defineCfa(here(), register(o), second(o)));
        on(directives, "def_cfa_register", o -> p(o).cfaRegister(here(), register(o)));
        on(directives, "def_cfa_offset", o -> p(o).cfaOffset(here(), o.absolute()));
        on(directives, "adjust_cfa_offset", o -> p(o).adjustCfa(here(), o.absolute()));
        on(directives, "offset", o -> p(o).offset(here(), register(o), words(o, second(o))));
        on(directives, "rel_offset", o -> {
            CfiProcedure p = p(o);
            p.offset(here(), register(o), words(o, p.relative(second(o))));
        });
        on(directives, "val_offset", o -> p(o).valueOffset(here(), register(o), words(o, second(o))));
        on(directives, "restore", o -> registers(o, r -> p(o).restore(here(), r)));
        on(directives, "undefined", o -> registers(o, r -> p(o).rule(here(), 7, r, -1)));
        on(directives, "same_value", o -> p(o).rule(here(), 8, register(o), -1));
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
            int column = register(o);
            if (column > 0xff) {
                throw o.bad("the entry has one byte for the register's number; " + column + " does not fit", 0);
            }
            p(o).returnColumn = column;
        });
        on(directives, "signal_frame", o -> {
            p(o).moveTo(here());
            p(o).signalFrame = true;
        });
        on(directives, "b_key_frame", o -> p(o).secondKey = true);
        on(directives, "negate_ra_state", o -> p(o).negateReturnAddressState(here()));
        on(directives, "window_save", o -> p(o).negateReturnAddressState(here()));
        on(directives, "escape", this::escape);
        on(directives, "personality", o -> p(o).personality = pointer(o));
        on(directives, "lsda", o -> p(o).languageData = pointer(o));
        on(directives, "val_encoded_addr", o -> {
            CfiProcedure p = p(o);
            int register = register(o);
            comma(o);
            EncodedPointer pointer = pointer(o);
            if (pointer == null) {
                throw o.bad("expected an encoding other than 0xff", 0);
            }
            p.value(here(), register, pointer);
        });
        on(directives, "label", o -> {
            CfiProcedure p = p(o);
            if (Character.isDigit(o.cursor().peek())) {
                throw o.bad("expected a name");
            }
            p.label(here(), o.name());
        });
        for (String name : new String[] {"personality_id", "inline_lsda", "fde_data"}) {
            directives.put(".cfi_" + name, o -> {
                throw o.bad("there is no such call frame information on AArch64", 0);
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
        boolean simple = !o.atEnd();
        if (simple && !"simple".equals(o.name())) {
            throw o.bad("expected 'simple' or nothing", 0);
        }
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

    private void sections(Operands o) {
        boolean unwinding = false;
        boolean debugging = false;
        boolean more = !o.atEnd();
        while (more) {
            String quoted = o.textIfQuoted();
            String name = quoted == null ? o.name() : quoted;
            // GNU as looks at the beginning only.
            if (name.startsWith(".eh_frame") && !name.startsWith(".eh_frame_entry")) {
                unwinding = true;
            } else if (name.startsWith(".debug_frame")) {
                debugging = true;
            } else if (!name.startsWith(".sframe")) {
                throw o.bad("expected .eh_frame or .debug_frame, not '" + name + "'");
            }
            more = o.comma();
        }
        o.end();
        if (!assembly.frames.sections(unwinding, debugging)) {
            throw o.bad("it is too late for .eh_frame: a procedure before was begun without it", 0);
        }
    }

    private @Nullable EncodedPointer pointer(Operands o) {
        long encoding = o.absolute(0);
        if (encoding == EncodedPointer.OMITTED) {
            return null;
        }
        if (!EncodedPointer.understood(encoding)) {
            throw o.bad("expected an encoding that is absolute (0x00) or relative (0x10), of 2, 4 or 8 bytes,"
                    + " e.g. 0x1b for relative, signed, 4 bytes; not 0x" + Long.toHexString(encoding));
        }
        comma(o);
        int from = o.cursor().skipSpace().at();
        Expression value = o.expression();
        EncodedPointer pointer = new EncodedPointer((int) encoding, value, o.origin());
        Linear sum = assembly.evaluator.evaluate(value);
        if (sum.problem() != null || sum.minus() != null || sum.known() && pointer.relative()) {
            throw o.bad("expected a symbol, or a symbol and a number", from);
        }
        if (sum.plus() != null) {
            sum.plus().described = true;
        }
        return pointer;
    }

    private static long words(Operands o, long offset) {
        if (offset % CfiProcedure.DATA_ALIGNMENT != 0) {
            throw o.bad("the offset must be a multiple of 8 bytes; it comes to " + offset, 0);
        }
        return offset;
    }

    private static void comma(Operands o) {
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

    /** {@return the DWARF number (DWARF for the Arm 64-bit Architecture): x0 to x30, sp 31, q0 to q31 from 64} */
    private int register(Operands o) {
        char c = o.cursor().peek();
        int from = o.cursor().at();
        if (c >= '0' && c <= '9' || c == '(') {
            return number(o, from);
        }
        String name = o.name().toLowerCase(Locale.ROOT);
        String alias = assembly.symbols.register(name);
        name = alias == null ? name : alias;
        switch (name) {
            case "ip0", "ip1" -> {
                return 16 + name.charAt(2) - '0';
            }
            case "fp" -> {
                return 29;
            }
            case "lr" -> {
                return 30;
            }
            default -> {}
        }
        if (name.equals("sp") || name.equals("wsp")) {
            return CfiProcedure.STACK_POINTER;
        }
        if (name.matches("[xw]([12]?\\d|30)")) {
            return Integer.parseInt(name.substring(1));
        }
        if (name.matches("[qdshb]([12]?\\d|3[01])")) {
            return 64 + Integer.parseInt(name.substring(1));
        }
        throw o.bad("expected a register, not '" + name + "'");
    }

    private static int number(Operands o, int from) {
        long number = o.absolute();
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw o.bad("there is no register " + number, from);
        }
        return (int) number;
    }

    private void escape(Operands o) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        do {
            out.write((int) o.absolute(0));
        } while (o.comma());
        p(o).escape(here(), out.toByteArray());
    }
}
