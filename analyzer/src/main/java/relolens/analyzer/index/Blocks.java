package relolens.analyzer.index;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.index.LineElements.Element;

/** The blocks open at a place of a file, and those that have ended. */
final class Blocks {
    private static final int DEEPEST = 200;

    private final String text;
    private final List<Scope> scopes = new ArrayList<>();
    private final List<Region> regions = new ArrayList<>();
    private Deque<Open> open = new ArrayDeque<>();
    private final Deque<Integer> sections = new ArrayDeque<>();
    private @Nullable Element section;
    private int defining = -1;

    /** An open block; {@code scope} is -1 for a conditional or a routine. */
    record Open(Region.Kind kind, String name, int start, int scope) {}

    Blocks(String text) {
        this.text = text;
    }

    List<Scope> scopes() {
        return scopes;
    }

    List<Region> regions() {
        return regions;
    }

    void region(Region region) {
        regions.add(region);
    }

    List<Open> open() {
        return List.copyOf(open);
    }

    /** Another branch of a conditional begins: what the one before left open ends here, what it closed is open again. */
    void reopen(List<Open> before, int offset) {
        for (Open o : open) {
            if (!before.contains(o)) {
                end(o, offset);
            }
        }
        open = new ArrayDeque<>(before);
    }

    /** {@return index of the innermost scope, or -1} */
    int scope() {
        if (defining >= 0) {
            return defining;
        }
        for (Open o : open) {
            if (o.scope >= 0) {
                return o.scope;
            }
        }
        return -1;
    }

    int define(Element name, int start, int end, List<String> parameters) {
        scopes.add(new Scope(
                Scope.Kind.DEFINE,
                name.text(),
                name.start(),
                name.end(),
                start,
                end,
                List.copyOf(parameters),
                scope()));
        defining = scopes.size() - 1;
        return defining;
    }

    void leaveDefine() {
        defining = -1;
    }

    /** A macro or repetition begins; {@return its scope} */
    int push(Region.Kind kind, Scope.Kind scopeKind, String name, Element named, int start, List<String> formals) {
        scopes.add(new Scope(
                scopeKind, name, named.start(), named.end(), start, text.length(), List.copyOf(formals), scope()));
        int scope = scopes.size() - 1;
        if (open.size() < DEEPEST) {
            open.push(new Open(kind, name, start, scope));
        }
        return scope;
    }

    /** A routine or an assembler's conditional begins. */
    void push(Region.Kind kind, String name, int start) {
        if (open.size() < DEEPEST) {
            open.push(new Open(kind, name, start, -1));
        }
    }

    /** The innermost open block of {@code kind} (and {@code name}, if given) ends at {@code offset}, and all within it. */
    void pop(Region.Kind kind, @Nullable String name, int offset) {
        boolean there = false;
        for (Open o : open) {
            there |= o.kind == kind && (name == null || name.equals(o.name));
        }
        while (there) {
            Open o = open.pop();
            boolean wanted = o.kind == kind && (name == null || name.equals(o.name));
            if (wanted || o.scope >= 0) {
                end(o, offset);
            }
            there = !wanted;
        }
    }

    private void end(Open o, int offset) {
        if (o.scope >= 0) {
            scopes.set(o.scope, scopes.get(o.scope).endingAt(offset));
        }
        regions.add(new Region(o.kind, o.name, o.start, offset));
    }

    void section(Element directive) {
        endSection(directive.start());
        section = directive;
    }

    private void endSection(int offset) {
        if (section != null && sections.isEmpty()) {
            regions.add(new Region(Region.Kind.SECTION, "", section.start(), offset - 1));
        }
        section = null;
    }

    void pushSection(int start) {
        sections.push(start);
    }

    void popSection(int end) {
        Integer start = sections.poll();
        if (start != null) {
            regions.add(new Region(Region.Kind.SECTION, "", start, end));
        }
    }

    /** The file ends: so does everything that is open. */
    void finish() {
        while (!open.isEmpty()) {
            Open o = open.pop();
            if (o.kind != Region.Kind.ROUTINE) {
                end(o, text.length());
            }
        }
        endSection(text.length());
    }
}
