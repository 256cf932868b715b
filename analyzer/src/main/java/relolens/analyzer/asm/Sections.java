package relolens.analyzer.asm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Origin;
import relolens.analyzer.syntax.Expression;

/** All sections, which of them bytes go to now, and the stack and swap of {@code .pushsection} and {@code .previous}. */
final class Sections {
    /** Bytes one object may hold. */
    static final long MOST_BYTES = 64L << 20;

    /** A section and subsection that text can be in. */
    record Position(OutputSection section, int subsection) {}

    private record Saved(Position current, @Nullable Position previous) {}

    private final Map<String, OutputSection> sections = new LinkedHashMap<>();
    private final OutputSection absolute = new OutputSection("*ABS*", 0, OutputSection.NOBITS);
    private long absoluteOffset;
    private boolean badStore;
    private final Deque<Saved> stack = new ArrayDeque<>();
    private Position current;
    private @Nullable Position previous;
    private @Nullable Fragment open;
    private int anchors;
    private long bytes;
    private Origin origin;

    Sections(Origin start) {
        this.origin = start;
        OutputSection text = named(".text", OutputSection.ALLOC | OutputSection.EXEC, OutputSection.PROGBITS);
        named(".data", OutputSection.ALLOC | OutputSection.WRITE, OutputSection.PROGBITS);
        named(".bss", OutputSection.ALLOC | OutputSection.WRITE, OutputSection.NOBITS);
        current = new Position(text, 0);
    }

    private OutputSection named(String name, long flags, int type) {
        return sections.computeIfAbsent(name, n -> new OutputSection(n, flags, type));
    }

    @Nullable
    OutputSection find(String key) {
        return sections.get(key);
    }

    /** {@return the section of that key, made if need be; the key differs from the name for group members} */
    OutputSection obtain(String key, String name, long flags, int type) {
        return sections.computeIfAbsent(key, n -> new OutputSection(name, flags, type));
    }

    /** {@return whether a section has that name} */
    boolean named(String name) {
        return sections.containsKey(name) || sections.values().stream().anyMatch(s -> s.name.equals(name));
    }

    /** {@code .struct}: what follows lies in no section, from {@code offset} on. */
    void enterAbsolute(long offset) {
        enter(absolute, 0);
        absoluteOffset = offset;
    }

    /** {@return the offset of {@code .struct} mode, or null in a section} */
    @Nullable
    Long absoluteOffset() {
        return current.section().equals(absolute) ? (Long) absoluteOffset : null;
    }

    /** {@return whether since the last call something was stored where nothing but zeros can be} */
    boolean takeBadStore() {
        boolean bad = badStore;
        badStore = false;
        return bad;
    }

    /** A value that is not known yet goes out here. */
    void storeUnknown() {
        badStore |= current.section().empty();
    }

    /** {@return whether bytes that are written now will be there at the end} */
    boolean writable() {
        return !full() && !current.section().equals(absolute);
    }

    Iterable<OutputSection> all() {
        return sections.values();
    }

    /** Where the statement now being read stands; new fragments remember it. */
    void at(Origin statement) {
        origin = statement;
    }

    Position current() {
        return current;
    }

    OutputSection section() {
        return current.section();
    }

    void enter(OutputSection section, int subsection) {
        previous = current;
        move(new Position(section, subsection));
    }

    void move(Position to) {
        current = to;
        open = null;
        // A subsection exists from here on, even if nothing follows: GNU as marks the ends of empty ones, too.
        tail();
    }

    void push() {
        stack.push(new Saved(current, previous));
    }

    boolean pop() {
        Saved saved = stack.poll();
        if (saved == null) {
            return false;
        }
        move(saved.current());
        previous = saved.previous();
        return true;
    }

    /** Swaps with the section before; {@return whether there was one} */
    boolean swap() {
        if (previous == null) {
            return false;
        }
        Position before = current;
        move(previous);
        previous = before;
        return true;
    }

    /** {@return whether the object has grown too big: nothing is added any more} */
    boolean full() {
        return bytes > MOST_BYTES;
    }

    Place here() {
        Fragment f = tail();
        return new Place(f, f.length());
    }

    /** Starts section and subsection 0 of it: GNU as goes through it on its way to another subsection. */
    void touch(OutputSection section) {
        Position before = current;
        Fragment beforeOpen = open;
        move(new Position(section, 0));
        current = before;
        open = beforeOpen;
    }

    private Fragment tail() {
        if (open == null) {
            List<Fragment> fragments = current.section().fragments(current.subsection());
            Fragment last = fragments.isEmpty() ? null : fragments.get(fragments.size() - 1);
            open = last != null && last.kind == Fragment.Kind.BYTES ? last : add(Fragment.Kind.BYTES);
        }
        return open;
    }

    private Fragment add(Fragment.Kind kind) {
        List<Fragment> fragments = current.section().fragments(current.subsection());
        Fragment last = fragments.isEmpty() ? null : fragments.get(fragments.size() - 1);
        Fragment f = new Fragment(current.section(), current.subsection(), kind, origin);
        if (last != null && last.fixed()) {
            f.anchor = last.anchor;
            f.anchorOffset = last.anchorOffset + last.size;
        } else {
            f.anchor = ++anchors;
        }
        fragments.add(f);
        open = null;
        return f;
    }

    void emit(byte[] data) {
        if (current.section().empty()) {
            for (byte b : data) {
                badStore |= b != 0;
            }
        }
        if (current.section().equals(absolute)) {
            absoluteOffset += data.length;
        } else if (!full()) {
            tail().append(data);
            bytes += data.length;
        }
    }

    /** Appends {@code value}, little-endian; {@return where it stands} */
    Place emit(int size, long value) {
        byte[] data = new byte[size];
        for (int i = 0; i < size; i++) {
            data[i] = (byte) (i < 8 ? value >> 8 * i : value >> 63);
        }
        Place at = here();
        emit(data);
        return !writable() ? new Place(new Fragment(section(), 0, Fragment.Kind.FILL, origin), 0) : at;
    }

    void fill(long size, byte[] pattern) {
        if (current.section().equals(absolute)) {
            absoluteOffset += size;
            return;
        }
        if (!section().empty()) {
            bytes += Math.max(0, size);
        }
        if (size > 0 && !full()) {
            Fragment f = add(Fragment.Kind.FILL);
            f.size = size;
            f.pattern = pattern;
        }
    }

    void space(Expression size, byte[] pattern) {
        Fragment f = add(Fragment.Kind.SPACE);
        f.expression = size;
        f.pattern = pattern;
    }

    void org(Expression target, byte[] pattern) {
        Fragment f = add(Fragment.Kind.ORG);
        f.expression = target;
        f.pattern = pattern;
    }

    void leb(Expression value, boolean signed) {
        Fragment f = add(Fragment.Kind.LEB);
        f.expression = value;
        f.signed = signed;
        f.size = 1;
    }

    void align(int power, byte @Nullable [] pattern, long most) {
        if (current.section().equals(absolute)) {
            long unit = 1L << power;
            long pad = -absoluteOffset & unit - 1;
            absoluteOffset += most != 0 && pad > most ? 0 : pad;
            return;
        }
        Fragment f = add(Fragment.Kind.ALIGN);
        f.power = power;
        f.most = most;
        f.code = pattern == null && section().code();
        f.pattern = pattern == null ? new byte[] {0} : pattern;
        section().align(power);
    }
}
