package relolens.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.junit.jupiter.api.Test;

/** The reader outlives whatever a handler throws at it: LSP4J's own would end at an Error. */
class MessageLoopTest {
    private static String framed(String json) {
        return "Content-Length: " + json.length() + "\r\n\r\n" + json;
    }

    @Test
    void errorsThrownByHandlersDoNotEndIt() {
        List<Message> sent = new ArrayList<>();
        List<Throwable> logged = new ArrayList<>();
        Map<String, JsonRpcMethod> methods = Map.of(
                "initialize", JsonRpcMethod.request("initialize", Object.class, Object.class),
                "boom", JsonRpcMethod.notification("boom", Object.class),
                "bang", JsonRpcMethod.request("bang", Object.class, Object.class),
                "fine", JsonRpcMethod.request("fine", Object.class, Object.class));
        var json = new MessageJsonHandler(methods);
        var endpoint = new RemoteEndpoint(
                sent::add,
                new Endpoint() {
                    @Override
                    public CompletableFuture<?> request(String method, Object parameter) {
                        if (method.equals("bang")) {
                            throw new StackOverflowError();
                        }
                        return CompletableFuture.completedFuture("ok");
                    }

                    @Override
                    public void notify(String method, Object parameter) {
                        throw new StackOverflowError();
                    }
                },
                e -> MessageLoop.errorFor(e, logged::add));
        json.setMethodProvider(endpoint);
        String stream = framed("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}")
                + framed("{\"jsonrpc\":\"2.0\",\"method\":\"boom\",\"params\":{}}")
                + framed("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"bang\",\"params\":{}}")
                + framed("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"fine\",\"params\":{}}");
        var in = new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8));
        new MessageLoop(in, json, endpoint, sent::add, new Lifecycle(), logged::add).run();
        assertThat(logged).isNotEmpty();
        assertThat(sent).hasSize(3);
        assertThat(sent.get(1).toString()).contains("\"id\": 2").contains("error");
        assertThat(sent.get(2).toString()).contains("\"id\": 3").contains("ok");
    }
}
