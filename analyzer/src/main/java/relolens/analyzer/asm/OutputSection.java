package relolens.analyzer.asm;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Origin;

/** A section while its unit is being assembled: fragments by subsection, laid out one after another at the end. */
final class OutputSection {
    static final int WRITE = 1;
    static final int ALLOC = 2;
    static final int EXEC = 4;
    static final int MERGE = 0x10;
    static final int STRINGS = 0x20;
    static final int LINK_ORDER = 0x80;
    static final int GROUP = 0x200;
    static final int TLS = 0x400;
    static final long EXCLUDE = 0x8000_0000L;
    static final int PROGBITS = 1;
    static final int NOTE = 7;
    static final int NOBITS = 8;
    static final int INIT_ARRAY = 14;
    static final int FINI_ARRAY = 15;
    static final int PREINIT_ARRAY = 16;

    /** Unique in its unit: what follows a zero character tells sections of one ELF name apart. */
    final String name;

    long flags;
    int type;
    int entrySize;

    @Nullable
    String group;

    boolean comdat;

    /** Symbol in the section this one is ordered by, or "" for none. */
    @Nullable
    String linkedTo;

    int alignmentPower;
    long size;
    final TreeMap<Integer, List<Fragment>> subsections = new TreeMap<>();
    final Mapping mapping = new Mapping();

    OutputSection(String name, long flags, int type) {
        this.name = name;
        this.flags = flags;
        this.type = type;
    }

    boolean code() {
        return (flags & EXEC) != 0;
    }

    boolean empty() {
        return type == NOBITS;
    }

    void align(int power) {
        alignmentPower = Math.max(alignmentPower, power);
    }

    /** {@return the place of the section's first byte, or null if nothing is in it} */
    @Nullable
    Place start() {
        for (List<Fragment> fragments : subsections.values()) {
            if (!fragments.isEmpty()) {
                return new Place(fragments.get(0), 0);
            }
        }
        return null;
    }

    /** {@return the place of the section's first byte; there is one even if nothing is in it} */
    Place begin(Origin origin) {
        Place start = start();
        if (start == null) {
            fragments(0).add(new Fragment(this, 0, Fragment.Kind.BYTES, origin));
            start = new Place(fragments(0).get(0), 0);
        }
        return start;
    }

    /** {@return whether {@code at} is the section's first byte} */
    boolean starts(Place at) {
        return at.offset() == 0 && at.equals(start());
    }

    List<Fragment> fragments(int subsection) {
        return subsections.computeIfAbsent(subsection, k -> new ArrayList<>());
    }
}
