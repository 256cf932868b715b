package relolens.analyzer.asm;

import java.util.Map;

/** Which section bytes go to. */
final class SectionDirectives {
    private final Assembly assembly;
    private final SectionReader reader;

    SectionDirectives(Assembly assembly) {
        this.assembly = assembly;
        this.reader = new SectionReader(assembly);
    }

    void register(Map<String, Directive> directives) {
        directives.put(".text", o -> standard(o, ".text", o.absolute(0)));
        directives.put(".data", o -> standard(o, ".data", o.absolute(0)));
        directives.put(".bss", o -> standard(o, ".bss", 0));
        for (String name : new String[] {".section", ".section.s", ".sect", ".sect.s"}) {
            directives.put(name, o -> section(o, false));
        }
        directives.put(".pushsection", o -> section(o, true));
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
        directives.put(".attach_to_group", this::attach);
        directives.put(".struct", this::struct);
        directives.put(".offset", this::struct);
    }

    private void standard(Operands o, String name, long subsection) {
        o.end();
        OutputSection section = assembly.sections.find(name);
        if (section != null) {
            assembly.sections.enter(section, (int) subsection);
        }
    }

    private void subsection(Operands o) {
        int subsection = (int) o.absolute(0);
        o.end();
        assembly.sections.enter(assembly.sections.section(), subsection);
    }

    private void section(Operands o, boolean push) {
        String name = reader.name(o);
        int subsection = 0;
        boolean more = o.comma();
        char c = o.cursor().peek();
        if (more && push && c >= '0' && c <= '9') {
            subsection = (int) o.absolute();
            more = o.comma();
        }
        if (!more) {
            o.end();
        }
        if (push) {
            // Before anything that may be wrong: the .popsection to come must find its match.
            assembly.sections.push();
        }
        OutputSection section = reader.section(name, o);
        o.end();
        if (subsection != 0) {
            assembly.sections.touch(section);
        }
        assembly.sections.enter(section, subsection);
    }

    private void attach(Operands o) {
        String group = reader.name(o);
        o.end();
        OutputSection section = assembly.sections.section();
        if (section.group != null) {
            assembly.problems.warning(
                    "section-flags",
                    "section '" + section.name + "' is in group '" + section.group + "' already",
                    o.origin());
            return;
        }
        section.group = group;
        section.flags |= OutputSection.GROUP;
    }

    /** {@code .struct}: offsets of fields, in no section. A field of an earlier one may be the start. */
    private void struct(Operands o) {
        long offset = o.absolute(0);
        o.end();
        assembly.sections.enterAbsolute(offset);
    }
}
