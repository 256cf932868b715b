package relolens.analyzer.asm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.PreprocessedLine;
import relolens.analyzer.source.Frame;
import relolens.analyzer.source.Origin;
import relolens.analyzer.source.Span;

/** Directives about files: what is read besides the unit, and names that debuggers want. */
final class FileDirectives {
    private static final int DEEPEST = 64;

    private final Assembly assembly;
    private int included;

    FileDirectives(Assembly assembly) {
        this.assembly = assembly;
    }

    void register(Map<String, Directive> directives) {
        directives.put(".include", this::include);
        directives.put(".incbin", this::binary);
        directives.put(".end", o -> assembly.ended = true);
        directives.put(".ident", this::ident);
        // Debug information and listings have no part in code.
        for (String name : new String[] {
            ".loc_mark_labels",
            ".line",
            ".version",
            ".list",
            ".nolist",
            ".eject",
            ".psize",
            ".sbttl",
            ".title",
            ".linkonce",
            ".gnu_attribute",
            ".lflags",
            ".name",
            ".noformat",
            ".format",
            ".llen",
            ".page",
            ".nopage",
            ".plen",
            ".spc",
            ".ttl",
            ".xref",
            ".xdef",
            ".func",
            ".endfunc",
            ".vtable_entry",
            ".vtable_inherit",
            ".mri",
            ".linefile",
            ".stabs",
            ".stabn",
            ".stabd"
        }) {
            directives.put(name, o -> o.cursor().rest());
        }
    }

    private @Nullable String find(String name) {
        List<String> places = new ArrayList<>();
        if (!name.startsWith("/")) {
            int slash = assembly.file.lastIndexOf('/');
            places.add(slash < 0 ? name : assembly.file.substring(0, slash + 1) + name);
            for (String dir : assembly.includeDirs) {
                places.add(dir.endsWith("/") ? dir + name : dir + "/" + name);
            }
        }
        places.add(name);
        for (String place : places) {
            if (assembly.loader.load(place) != null) {
                return place;
            }
        }
        return null;
    }

    private String path(Operands o) {
        String name = o.textIfQuoted();
        if (name == null) {
            throw o.bad("expected a file name in double quotes");
        }
        String path = find(name);
        if (path == null) {
            throw o.bad("there is no file '" + name + "', neither beside the unit nor in an include directory", 0);
        }
        return path;
    }

    private void include(Operands o) {
        String path = path(o);
        o.end();
        String text = assembly.loader.load(path);
        if (++included > 10_000 || assembly.input.depth() > DEEPEST) {
            throw o.bad("files and macros include each other too deeply; does '" + path + "' include itself?", 0);
        }
        if (text == null) {
            return;
        }
        Frame frame = new Frame(Frame.Kind.INCLUDE, path, o.origin().span());
        List<PreprocessedLine> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            lines.add(new IncludedLine(line, path, ++number, frame));
        }
        assembly.input.push(lines.iterator());
    }

    /** A line of a file that {@code .include} brought in. */
    private record IncludedLine(String text, String path, int number, Frame frame) implements PreprocessedLine {
        @Override
        public Origin origin(int from, int to) {
            int column = text.codePointCount(0, Math.min(from, text.length())) + 1;
            int length =
                    text.codePointCount(Math.min(from, text.length()), Math.min(Math.max(from, to), text.length()));
            return new Origin(Span.of(path, number, column, length), List.of(frame));
        }
    }

    private void binary(Operands o) {
        String path = path(o);
        long skip = o.comma() ? o.absolute(0) : 0;
        long count = o.comma() ? o.absolute() : Long.MAX_VALUE;
        o.end();
        byte[] bytes = assembly.loader.loadBytes(path);
        if (bytes == null) {
            return;
        }
        if (skip < 0 || skip > bytes.length || count < 0) {
            throw o.bad("'" + path + "' has " + bytes.length + " bytes; skip " + skip + " is outside", 0);
        }
        int to = (int) Math.min(bytes.length, skip + Math.min(count, bytes.length));
        assembly.sections.section().mapping.data(assembly.sections.here());
        assembly.sections.emit(java.util.Arrays.copyOfRange(bytes, (int) skip, to));
    }

    private void ident(Operands o) {
        byte[] text = o.atEnd() ? new byte[0] : o.string();
        boolean bare = o.text().isEmpty();
        o.end();
        OutputSection comment = assembly.sections.obtain(
                ".comment", ".comment", OutputSection.MERGE | OutputSection.STRINGS, OutputSection.PROGBITS);
        Sections.Position before = assembly.sections.current();
        boolean first = comment.subsections.isEmpty();
        comment.entrySize = 1;
        assembly.sections.move(new Sections.Position(comment, 0));
        if (first) {
            assembly.sections.emit(new byte[1]);
        }
        if (!bare) {
            assembly.sections.emit(java.util.Arrays.copyOf(text, text.length + 1));
        }
        assembly.sections.move(before);
    }
}
