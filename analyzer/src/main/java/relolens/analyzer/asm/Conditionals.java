package relolens.analyzer.asm;

import java.util.ArrayDeque;
import java.util.Deque;
import relolens.analyzer.source.Origin;

/** The open {@code .if} blocks. */
final class Conditionals {
    private static final class Block {
        final Origin origin;
        final int depth;
        final boolean outerIgnored;
        boolean taken;
        boolean ignoring;
        boolean elseSeen;

        Block(Origin origin, int depth, boolean outerIgnored, boolean condition) {
            this.origin = origin;
            this.depth = depth;
            this.outerIgnored = outerIgnored;
            this.taken = condition;
            this.ignoring = outerIgnored || !condition;
        }
    }

    private final Deque<Block> blocks = new ArrayDeque<>();
    private final Problems problems;

    Conditionals(Problems problems) {
        this.problems = problems;
    }

    /** {@return whether statements are being left out} */
    boolean ignoring() {
        Block block = blocks.peek();
        return block != null && block.ignoring;
    }

    /** {@return whether an {@code .elseif} here must evaluate its condition} */
    boolean wantsElseIf() {
        Block block = blocks.peek();
        return block != null && !block.outerIgnored && !block.taken && !block.elseSeen;
    }

    void open(boolean condition, Origin origin, int depth) {
        blocks.push(new Block(origin, depth, ignoring(), condition));
    }

    void elseIf(boolean condition, Origin origin) {
        Block block = blocks.peek();
        if (block == null || block.elseSeen) {
            orphan(block == null ? ".elseif without .if" : ".elseif after .else", origin);
            return;
        }
        block.ignoring = block.outerIgnored || block.taken || !condition;
        block.taken |= condition;
    }

    void orElse(Origin origin) {
        Block block = blocks.peek();
        if (block == null || block.elseSeen) {
            orphan(block == null ? ".else without .if" : "a second .else for one .if", origin);
            return;
        }
        block.elseSeen = true;
        block.ignoring = block.outerIgnored || block.taken;
        block.taken = true;
    }

    void end(Origin origin) {
        if (blocks.isEmpty()) {
            orphan(".endif without .if", origin);
        } else {
            blocks.pop();
        }
    }

    private void orphan(String message, Origin origin) {
        problems.error("bad-conditional", message, origin);
    }

    /** The text at {@code depth} ended: blocks opened in it end with it. */
    void textEnded(int depth, boolean quietly) {
        while (!blocks.isEmpty() && blocks.peek().depth >= depth) {
            Block block = blocks.pop();
            if (!quietly) {
                problems.error(
                        "bad-conditional",
                        "this .if has no .endif before the end of the " + (depth > 1 ? "macro or file" : "file")
                                + " it stands in",
                        block.origin);
            }
        }
    }
}
