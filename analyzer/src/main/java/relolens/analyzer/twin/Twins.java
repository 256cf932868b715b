package relolens.analyzer.twin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Program;
import relolens.analyzer.program.Routine;
import relolens.analyzer.rules.Words;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;

/** Compares routines instruction by instruction, whatever registers they use. */
public final class Twins {
    private static final int LONGEST = 400;

    /** Lines of a difference that a message can hold. */
    private static final int MOST_SHOWN = 4;

    private final Program program;

    /** One instruction as it is compared. */
    private record Token(int index, String shape, boolean memory, boolean machine, boolean leaves) {}

    /**
     * Two copies of the same work.
     *
     * @param shared instructions that are the same in both
     * @param ours instructions of the first only, as text with line
     * @param theirs of the second only
     */
    public record Difference(int shared, List<String> ours, List<String> theirs) {
        public Difference {
            ours = List.copyOf(ours);
            theirs = List.copyOf(theirs);
        }

        /** {@return the difference in words, the longest left out} */
        public String text() {
            return "there only " + list(ours) + "; here only " + list(theirs);
        }

        private static String list(List<String> lines) {
            if (lines.isEmpty()) {
                return "nothing";
            }
            int shown = Math.min(MOST_SHOWN, lines.size());
            String rest = lines.size() > shown ? " and " + (lines.size() - shown) + " more" : "";
            return String.join(", ", lines.subList(0, shown)) + rest;
        }
    }

    public Twins(Program program) {
        this.program = program;
    }

    /**
     * {@return how two routines differ if they load and store alike and differ in system instructions, offsets and loop
     * bookkeeping only; null if they differ in more, or do too little to tell, or not at all}
     */
    public @Nullable Difference compare(Routine first, Routine second) {
        List<Token> a = tokens(first);
        List<Token> b = tokens(second);
        if (a.size() > LONGEST || b.size() > LONGEST) {
            return null;
        }
        List<Token> ours = new ArrayList<>();
        List<Token> theirs = new ArrayList<>();
        List<Token> shared = match(a, b, ours, theirs);
        List<Token> differing = new ArrayList<>(ours);
        differing.addAll(theirs);
        boolean same = differing.stream().noneMatch(t -> t.memory() || t.leaves());
        boolean telling = differing.stream().anyMatch(Token::machine);
        long accesses = shared.stream().filter(Token::memory).count();
        boolean alike = shared.size() * 2 >= Math.min(a.size(), b.size()) && accesses >= 2;
        return same && telling && alike && copies(shared)
                ? new Difference(shared.size(), texts(ours), texts(theirs))
                : null;
    }

    private boolean copies(List<Token> shared) {
        boolean loads = false;
        boolean stores = false;
        for (Token t : shared) {
            Effects effects = program.at(t.index()).effects();
            if (effects != null && effects.memory() != null) {
                stores |= effects.memory().stores();
                loads |= !effects.memory().stores();
            }
        }
        return loads && stores;
    }

    private List<String> texts(List<Token> tokens) {
        return tokens.stream()
                .map(t -> "`" + Words.text(program.at(t.index())) + "` (line "
                        + program.at(t.index()).line() + ")")
                .toList();
    }

    private List<Token> tokens(Routine r) {
        List<Token> tokens = new ArrayList<>();
        for (int i = r.first(); i < r.end(); i++) {
            tokens.add(token(program.at(i)));
        }
        return tokens;
    }

    private static Token token(Instruction at) {
        Effects effects = at.effects();
        Flow flow = effects == null ? null : effects.flow();
        String text = Words.text(at);
        if (flow != null && flow.register() < 0) {
            text = text.substring(0, text.indexOf(' ') < 0 ? text.length() : text.indexOf(' '));
        }
        String shape = text.replaceAll("\\b([wx])[0-9]+\\b", "$1");
        if (flow != null && (flow.kind() == FlowKind.BRANCH || flow.kind() == FlowKind.CONDITIONAL)) {
            shape = shape.replaceAll("\\s.*", "");
        }
        boolean memory = effects != null && effects.memory() != null;
        boolean machine = effects != null && effects.system() != null;
        boolean leaves = flow != null && flow.kind() == FlowKind.CALL;
        return new Token(at.index(), shape, memory, machine, leaves);
    }

    /** Longest common subsequence; what is not in it goes to {@code ours} and {@code theirs}. */
    private static List<Token> match(List<Token> a, List<Token> b, List<Token> ours, List<Token> theirs) {
        int[][] longest = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                longest[i][j] = a.get(i).shape().equals(b.get(j).shape())
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        List<Token> shared = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < a.size() && j < b.size()) {
            if (a.get(i).shape().equals(b.get(j).shape())) {
                shared.add(a.get(i++));
                j++;
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                ours.add(a.get(i++));
            } else {
                theirs.add(b.get(j++));
            }
        }
        ours.addAll(a.subList(i, a.size()));
        theirs.addAll(b.subList(j, b.size()));
        return shared;
    }
}
