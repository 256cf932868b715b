package relolens.server.terminal;

import java.util.Locale;
import relolens.analyzer.run.Progress;

/** Progress as one line on a terminal that rewrites itself, and Ctrl-C as the wish to stop. Silent elsewhere. */
public final class ProgressLine implements Progress {
    private static final long EVERY_NANOS = 100_000_000;
    private static final int WIDTH = 79;

    private final Console console;
    private long shownAt;
    private boolean shown;

    /** Progress on the standard error of {@code console}. */
    public ProgressLine(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void at(String what, double fraction) {
        long now = System.nanoTime();
        if (!console.errTerminal() || shown && now - shownAt < EVERY_NANOS) {
            return;
        }
        shownAt = now;
        shown = true;
        int percent = (int) Math.round(100 * Math.max(0, Math.min(1, fraction)));
        String text = String.format(Locale.ROOT, "%3d %%  %s", percent, what);
        console.err().print("\r\u001b[K" + (text.length() > WIDTH ? text.substring(0, WIDTH) : text));
        console.err().flush();
    }

    @Override
    public boolean cancelled() {
        return console.interrupt().wanted();
    }

    /** Removes the line, so that what follows starts on a clean one. */
    public synchronized void clear() {
        if (shown) {
            console.err().print("\r\u001b[K");
            console.err().flush();
            shown = false;
        }
    }
}
