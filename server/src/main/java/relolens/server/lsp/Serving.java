package relolens.server.lsp;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.jsonrpc.JsonRpcException;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.json.StreamMessageConsumer;
import org.eclipse.lsp4j.jsonrpc.services.ServiceEndpoints;
import relolens.server.Engine;
import relolens.server.protocol.Lifecycle;
import relolens.server.protocol.MessageLoop;
import relolens.server.schedule.Workers;

/** One connection, from its first message to its last. */
public final class Serving {
    /** Held, or its level would be forgotten. Its warnings are about clients' mistakes that were answered already. */
    private static final Logger LIBRARY = Logger.getLogger("org.eclipse.lsp4j");

    private Serving() {}

    /**
     * Serves until the stream ends or the client says exit.
     *
     * @param engine what analyses
     * @param watchParent told of the client's process, whose death should end this one
     * @param log told of failures of ours
     * @param pages rule documentation
     * @return the exit code: 0 after a proper shutdown, else 1
     */
    static int serve(
            InputStream in,
            OutputStream out,
            Engine engine,
            RulePages pages,
            IntConsumer watchParent,
            Consumer<Throwable> log) {
        LIBRARY.setLevel(Level.SEVERE);
        try (Workers workers = new Workers(log)) {
            var server = new RelolensServer(engine, workers, pages, watchParent, log);
            Map<String, JsonRpcMethod> methods = new HashMap<>();
            methods.putAll(ServiceEndpoints.getSupportedMethods(RelolensServer.class));
            methods.putAll(ServiceEndpoints.getSupportedMethods(OwnClient.class));
            methods.put(MessageJsonHandler.CANCEL_METHOD.getMethodName(), MessageJsonHandler.CANCEL_METHOD);
            var json = new MessageJsonHandler(methods);
            MessageConsumer writer = writer(new StreamMessageConsumer(out, json), log);
            var endpoint =
                    new RemoteEndpoint(writer, ServiceEndpoints.toEndpoint(server), e -> MessageLoop.errorFor(e, log));
            endpoint.setJsonHandler(json);
            json.setMethodProvider(endpoint);
            server.connect(ServiceEndpoints.toServiceObject(endpoint, OwnClient.class));
            Lifecycle lifecycle = new Lifecycle();
            new MessageLoop(in, json, endpoint, writer, lifecycle, log).run();
            return lifecycle.exitCode();
        }
    }

    /** A client that does not read any more must not take a worker down: what it misses is logged. */
    private static MessageConsumer writer(MessageConsumer stream, Consumer<Throwable> log) {
        return message -> {
            try {
                stream.consume(message);
            } catch (JsonRpcException e) {
                log.accept(e);
            }
        };
    }
}
