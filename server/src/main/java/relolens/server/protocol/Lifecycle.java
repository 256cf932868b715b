package relolens.server.protocol;

import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/** Which messages the protocol allows when: nothing before initialize, one initialize, only exit after shutdown. */
public final class Lifecycle {
    private enum Phase {
        FRESH,
        RUNNING,
        SHUT_DOWN
    }

    /**
     * Why a message is refused.
     *
     * @param code error code of the reply
     * @param message of the reply
     */
    record Refusal(ResponseErrorCode code, String message) {}

    private Phase phase = Phase.FRESH;
    private boolean exited;

    /** {@return whether the client said exit} */
    synchronized boolean exited() {
        return exited;
    }

    /** {@return why {@code method} is refused now, or null if it may pass; passing is remembered} */
    synchronized @Nullable Refusal admit(String method) {
        if (method.equals("exit")) {
            exited = true;
            return null;
        }
        return switch (phase) {
            case FRESH -> {
                if (method.equals("initialize")) {
                    phase = Phase.RUNNING;
                    yield null;
                }
                yield new Refusal(ResponseErrorCode.ServerNotInitialized, "initialize comes first");
            }
            case RUNNING -> {
                if (method.equals("initialize")) {
                    yield new Refusal(ResponseErrorCode.InvalidRequest, "initialized already");
                }
                if (method.equals("shutdown")) {
                    phase = Phase.SHUT_DOWN;
                }
                yield null;
            }
            case SHUT_DOWN -> new Refusal(ResponseErrorCode.InvalidRequest, "the server is shut down");
        };
    }

    /** {@return the exit code of the process if it ended now: 0 after a shutdown, else 1} */
    public synchronized int exitCode() {
        return phase == Phase.SHUT_DOWN ? 0 : 1;
    }
}
