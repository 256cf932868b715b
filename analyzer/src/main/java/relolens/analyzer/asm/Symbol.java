package relolens.analyzer.asm;

import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Origin;
import relolens.analyzer.syntax.Expression;

/** A symbol while its unit is being assembled. Setting a variable again makes a new one: earlier uses keep theirs. */
final class Symbol implements Expression.Target {
    static final int NOTYPE = 0;
    static final int OBJECT = 1;
    static final int FUNCTION = 2;
    static final int FILE = 4;
    static final int TLS = 6;
    static final int COMMON = 5;
    static final int INDIRECT_FUNCTION = 10;

    private final String name;
    private Origin origin;

    @Nullable
    Place place;

    @Nullable
    Expression value;

    boolean variable;
    boolean global;
    boolean weak;
    /** Said to be {@code .local}. */
    boolean local;

    int type = NOTYPE;
    int visibility;

    @Nullable
    Expression size;

    long commonSize = -1;
    long commonAlignment;
    /** Named by a relocation: an object needs it even if it is undefined. */
    boolean referenced;
    /** Named by a {@code .globl}, {@code .type} or the like: an object has it even if undefined, unless it is weak. */
    boolean described;

    /** Its value is being worked out: it must not occur in it. */
    boolean beingEvaluated;
    /** GNU_UNIQUE binding. */
    boolean unique;
    /** Named by a thread-local relocation. */
    boolean threadLocal;
    /** {@code .variant_pcs}. */
    boolean variantCall;
    /** {@code .eqv}: the text is worked out anew at each use; nobody may redefine it. */
    @Nullable
    String formula;

    /** {@code .weakref}: uses are uses of that symbol, which they alone do not make strong. */
    @Nullable
    String standsFor;

    /** Used through a {@code .weakref}. */
    boolean weaklyUsed;
    /** Used by its own name. */
    boolean used;

    /** Not a symbol of its own: the start of the section it is called after. */
    boolean sectionStart;

    Symbol(String name, Origin origin) {
        this.name = name;
        this.origin = origin;
    }

    @Override
    public String name() {
        return name;
    }

    Origin origin() {
        return origin;
    }

    boolean defined() {
        return place != null || value != null;
    }

    boolean external() {
        return global || weak;
    }

    void define(Place at, Origin origin) {
        this.place = at;
        this.origin = origin;
    }

    void set(Expression value, Origin origin) {
        this.value = value;
        this.variable = true;
        this.origin = origin;
    }

    /** An alias has its target's type and size unless it was given its own. */
    void inherit(@Nullable Symbol target) {
        if (target != null && type == NOTYPE) {
            type = target.type;
        }
        if (target != null && size == null) {
            size = target.size;
        }
    }

    /** {@return a fresh symbol of this name with this one's binding, type and size} */
    Symbol successor() {
        Symbol next = new Symbol(name, origin);
        next.global = global;
        next.weak = weak;
        next.local = local;
        next.type = type;
        next.visibility = visibility;
        next.size = size;
        next.referenced = referenced;
        next.described = described;
        next.unique = unique;
        next.variantCall = variantCall;
        next.used = used;
        return next;
    }
}
