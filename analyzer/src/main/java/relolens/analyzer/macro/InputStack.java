package relolens.analyzer.macro;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.PreprocessedLine;
import relolens.analyzer.syntax.Scrubber;
import relolens.analyzer.syntax.Statement;

/** The texts being read, innermost on top: files at the bottom, expansions above them. */
public final class InputStack {
    /** Expansions inside each other, as GNU as has it. */
    public static final int DEEPEST = 100;

    /** Statements one unit may come to. */
    public static final int FUEL = 2_000_000;

    private static final class Layer {
        final Iterator<? extends PreprocessedLine> lines;
        final Scrubber scrubber = new Scrubber();
        final Deque<Statement> ready = new ArrayDeque<>(2);

        Layer(Iterator<? extends PreprocessedLine> lines) {
            this.lines = lines;
        }
    }

    private final Deque<Layer> layers = new ArrayDeque<>();
    private final IntConsumer ended;
    private int fuel = FUEL;
    private boolean unwinding;

    /** @param ended told the depth of each text that ends, before the outer one goes on */
    public InputStack(IntConsumer ended) {
        this.ended = ended;
    }

    /** Reads {@code lines} next, before the rest of what is being read. */
    public void push(Iterator<? extends PreprocessedLine> lines) {
        layers.push(new Layer(lines));
    }

    /** {@return how many texts are open} */
    public int depth() {
        return layers.size();
    }

    /** {@return whether the statement allowance is used up: {@link #next} ends then} */
    public boolean exhausted() {
        return fuel <= 0;
    }

    /** Leaves the innermost text. */
    public void leave() {
        if (!layers.isEmpty()) {
            int depth = layers.size();
            layers.pop();
            ended.accept(depth);
        }
    }

    /** Leaves every expansion, back to the outermost text; what they left open is no mistake of its own. */
    public void unwind() {
        unwinding = true;
        while (layers.size() > 1) {
            leave();
        }
        unwinding = false;
    }

    /** {@return whether texts are being left because something went wrong in them} */
    public boolean unwinding() {
        return unwinding;
    }

    /** Leaves everything. */
    public void stop() {
        while (!layers.isEmpty()) {
            leave();
        }
    }

    /** {@return the next statement, or null at the end of all texts} */
    public @Nullable Statement next() {
        while (!layers.isEmpty()) {
            Layer layer = layers.peek();
            Statement statement = layer.ready.poll();
            if (statement != null) {
                return statement;
            }
            if (fuel <= 0) {
                return null;
            }
            if (layer.lines.hasNext()) {
                fuel--;
                layer.ready.addAll(layer.scrubber.statements(layer.lines.next()));
                fuel -= Math.max(0, layer.ready.size() - 1);
            } else {
                leave();
            }
        }
        return null;
    }
}
