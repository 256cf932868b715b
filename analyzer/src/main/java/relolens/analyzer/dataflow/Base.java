package relolens.analyzer.dataflow;

import relolens.analyzer.program.Mention;
import relolens.analyzer.program.Place;
import relolens.analyzer.program.Program;

/** What a value is reckoned from: a name for something whose number is not known. */
public sealed interface Base {
    /** {@return the name as a message says it} */
    String text();

    /** A register as it was on entry. */
    record Register(int number) implements Base {
        @Override
        public String text() {
            return number == 31 ? "sp" : "x" + number;
        }
    }

    /** A symbol's address. */
    record Symbol(String name) implements Base {
        @Override
        public String text() {
            return name;
        }
    }

    /** A place of this unit that has no symbol of its own. */
    record Code(Place place) implements Base {
        @Override
        public String text() {
            return Mention.place(place);
        }
    }

    /** A value loaded from memory that is reached from {@code from}, by however many loads. */
    record Reached(Base from) implements Base {
        @Override
        public String text() {
            return "what " + from.text() + " leads to";
        }
    }

    /** The value a register has at a point where paths meet. */
    record Join(int at, int register) implements Base {
        @Override
        public String text() {
            return "x" + register;
        }
    }

    /** What {@code of} named on an earlier round of its loop. */
    record Earlier(Base of) implements Base {
        @Override
        public String text() {
            return of.text();
        }
    }

    /** A system register's value, shifted right by some bits. */
    record SystemRegister(String name, int shift) implements Base {
        @Override
        public String text() {
            return name;
        }
    }

    /** What a register held before a call that does not keep it. */
    record Called(int site, int register) implements Base {
        @Override
        public String text() {
            return "x" + register;
        }
    }

    /** The return address that a call left in X30: where the call went, an index or a name. */
    record Link(String callee) implements Base {
        static Link to(Program program, int call) {
            int[] targets = program.target(call);
            return new Link(targets.length == 0 ? String.valueOf(program.targetName(call)) : at(targets[0]));
        }

        /** {@return how a link to the instruction {@code index} calls it} */
        public static String at(int index) {
            return "#" + index;
        }

        @Override
        public String text() {
            return "lr";
        }
    }

    /** An address shifted right by some bits. */
    record Shifted(Base of, int shift) implements Base {
        @Override
        public String text() {
            return of.text();
        }
    }

    /** A cache line size out of CTR_EL0: {@code unit} shifted left by its field at {@code field}. */
    record LineSize(int field, long unit) implements Base {
        @Override
        public String text() {
            return "the line size";
        }
    }

    /** The mask that rounds an address down to a cache line. */
    record LineMask(LineSize line) implements Base {
        @Override
        public String text() {
            return line.text();
        }
    }

    /** {@return what a load through a pointer of base {@code b} yields} */
    static Base loaded(Base b) {
        return b instanceof Reached ? b : new Reached(b);
    }
}
