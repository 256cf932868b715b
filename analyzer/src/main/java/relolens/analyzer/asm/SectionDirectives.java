package relolens.analyzer.asm;

import java.util.Map;

/** Which section bytes go to. */
final class SectionDirectives {
    private final Assembly assembly;
    private final SectionReader reader;

    SectionDirectives(Assembly assembly) {
        this.assembly = assembly;
        this.reader = new SectionReader(assembly.sections);
    }

    void register(Map<String, Directive> directives) {
        directives.put(".text", o -> standard(o, ".text"));
        directives.put(".data", o -> standard(o, ".data"));
        directives.put(".bss", o -> standard(o, ".bss"));
        directives.put(".section", this::section);
        directives.put(".pushsection", o -> {
            assembly.sections.push();
            section(o);
        });
        directives.put(".popsection", o -> {
            o.end();
            if (!assembly.sections.pop()) {
                assembly.problems.warning(
                        "no-previous-section", ".popsection: there is no .pushsection before it", o.origin());
            }
        });
        directives.put(".previous", o -> {
            o.end();
            if (!assembly.sections.swap()) {
                assembly.problems.warning(
                        "no-previous-section", ".previous: there is no section before this one", o.origin());
            }
        });
        directives.put(".subsection", this::subsection);
    }

    private void standard(Operands o, String name) {
        int subsection = number(o, o.absolute(0));
        o.end();
        OutputSection section = assembly.sections.find(name);
        if (section != null) {
            assembly.sections.enter(section, subsection);
        }
    }

    private static int number(Operands o, long subsection) {
        if (subsection < 0 || subsection > 8192) {
            throw o.bad("expected a subsection number from 0 to 8192, not " + subsection, 0);
        }
        return (int) subsection;
    }

    private void subsection(Operands o) {
        int subsection = number(o, o.absolute(0));
        o.end();
        assembly.sections.enter(assembly.sections.section(), subsection);
    }

    private void section(Operands o) {
        String name = reader.name(o);
        int subsection = 0;
        if (o.comma()
                && o.cursor().peek() != '"'
                && o.cursor().peek() != '@'
                && o.cursor().peek() != '%') {
            if (!o.atEnd()) {
                subsection = number(o, o.absolute());
            }
            o.comma();
        }
        OutputSection section = reader.section(name, o, assembly.problems);
        assembly.sections.enter(section, subsection);
        o.end();
    }
}
