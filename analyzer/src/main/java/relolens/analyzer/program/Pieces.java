package relolens.analyzer.program;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit.Relocation;
import relolens.emulator.isa.Computation;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.MemoryAccess;

/** A program cut into routines and what lies between them, and what each piece leads to. */
final class Pieces {
    private final Program program;
    private final int[] pieceOf;
    private final List<Piece> pieces = new ArrayList<>();
    private final @Nullable Ways[] ways;

    /**
     * Instructions of one routine, or of none, that follow each other in one section.
     *
     * @param start index of the first
     * @param end index after the last
     */
    record Piece(int start, int end) {}

    /**
     * Where a piece leads.
     *
     * @param flows pieces that control goes to, the piece itself aside
     * @param calls indexes that are called
     * @param addressed code whose address is taken
     * @param names what relocations name
     * @param words words that are read relative to the program counter, literal pools mostly
     * @param forms whether addresses of this section's own places are formed here
     */
    record Ways(
            Set<Integer> flows,
            Set<Integer> calls,
            Set<Place> addressed,
            Set<String> names,
            Set<Word> words,
            boolean forms) {}

    /** A word that is read: its place, and its size in bytes. */
    record Word(Place place, int bytes) {}

    Pieces(Program program) {
        this.program = program;
        int n = program.instructions().size();
        pieceOf = new int[n];
        int start = 0;
        for (int i = 0; i < n; i++) {
            if (i > start && !joins(i - 1, i)) {
                pieces.add(new Piece(start, i));
                start = i;
            }
            pieceOf[i] = pieces.size();
        }
        if (n > 0) {
            pieces.add(new Piece(start, n));
        }
        ways = new Ways[pieces.size()];
    }

    private boolean joins(int a, int b) {
        return Objects.equals(program.routineOf(a), program.routineOf(b))
                && program.at(a).section().equals(program.at(b).section());
    }

    int of(int index) {
        return pieceOf[index];
    }

    Piece at(int piece) {
        return pieces.get(piece);
    }

    int count() {
        return pieces.size();
    }

    Ways ways(int piece) {
        Ways known = ways[piece];
        if (known == null) {
            known = find(pieces.get(piece), piece);
            ways[piece] = known;
        }
        return known;
    }

    private Ways find(Piece p, int self) {
        Ways w = new Ways(
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                false);
        boolean forms = false;
        for (int i = p.start(); i < p.end(); i++) {
            Instruction at = program.at(i);
            Flow flow = at.effects() == null ? null : at.effects().flow();
            boolean call = flow != null && flow.kind() == FlowKind.CALL;
            for (int t : program.target(i)) {
                (call ? w.calls() : w.flows()).add(call ? t : pieceOf[t]);
            }
            for (int next : program.next(i)) {
                w.flows().add(pieceOf[next]);
            }
            forms |= references(at, flow, w);
        }
        w.flows().remove(self);
        return new Ways(w.flows(), w.calls(), w.addressed(), w.names(), w.words(), forms);
    }

    /** {@return whether the instruction forms an address of its own section without naming it} */
    private boolean references(Instruction at, @Nullable Flow flow, Ways w) {
        Relocation r = at.relocation();
        boolean direct = flow != null
                && (flow.kind() == FlowKind.BRANCH
                        || flow.kind() == FlowKind.CONDITIONAL
                        || flow.kind() == FlowKind.CALL);
        if (r != null) {
            name(r, !direct, w);
        }
        Computation c = at.computes();
        boolean forms = false;
        if (r == null && c != null && c.kind() == Computation.Kind.ADDRESS) {
            w.addressed().add(new Place(at.section(), at.offset() + c.immediate()));
            forms = true;
        }
        Effects effects = at.effects();
        MemoryAccess access = effects == null ? null : effects.memory();
        if (access != null && access.base() < 0) {
            Place word = new Place(at.section(), at.offset() + access.offset());
            w.words().add(new Word(word, access.elementBytes()));
            Relocation data = program.dataRelocation(word);
            if (data != null) {
                name(data, true, w);
            }
            forms = true;
        }
        return forms;
    }

    private void name(Relocation r, boolean address, Ways w) {
        w.names().add(r.symbol());
        Place place = program.places().of(r.symbol(), r.addend());
        if (address && place != null) {
            w.addressed().add(place);
        }
    }
}
