package relolens.server.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C as a wish rather than a death: the command sees {@link #wanted} and hands over what it has; a command that does
 * not get there within some seconds is ended all the same.
 */
public final class Interrupt {
    private static final int PATIENCE_SECONDS = 8;
    private volatile boolean wanted;
    private final CountDownLatch done = new CountDownLatch(1);

    /** {@return whether the user asked to stop} */
    public boolean wanted() {
        return wanted;
    }

    /** Asks to stop. */
    public void ask() {
        wanted = true;
    }

    /** Installs the hook that SIGINT and SIGTERM run. */
    public void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::shutdown, "interrupt"));
    }

    /** The command has ended and printed all there is; an exit from here on is the normal one. */
    public void finished() {
        done.countDown();
    }

    private void shutdown() {
        if (done.getCount() == 0) {
            return;
        }
        ask();
        try {
            boolean inTime = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("relolens: stopped before a partial result was ready");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(Exit.INTERRUPTED);
    }
}
