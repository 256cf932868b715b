package relolens.server.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.MessageIssueException;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.eclipse.lsp4j.jsonrpc.validation.ReflectiveMessageValidator;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages until the stream ends and hands each on; every request gets a reply, whatever it holds. LSP4J's own
 * loop answers nothing to text that is no JSON, and an Error thrown by a handler ends it.
 */
public final class MessageLoop {
    private final Frames frames;
    private final MessageJsonHandler json;
    private final MessageConsumer replies;
    private final Lifecycle lifecycle;
    private final Consumer<Throwable> log;
    private final ReflectiveMessageValidator validator;

    /**
     * @param replies where replies of the loop's own go
     * @param log told of failures of ours
     */
    public MessageLoop(
            InputStream in,
            MessageJsonHandler json,
            RemoteEndpoint endpoint,
            MessageConsumer replies,
            Lifecycle lifecycle,
            Consumer<Throwable> log) {
        this.frames = new Frames(in);
        this.json = json;
        this.replies = replies;
        this.lifecycle = lifecycle;
        this.log = log;
        this.validator = new ReflectiveMessageValidator(endpoint);
    }

    /** Runs until the stream ends. */
    public void run() {
        try {
            String body;
            while (!lifecycle.exited() && (body = frames.next()) != null) {
                one(body);
            }
        } catch (IOException e) {
            log.accept(e);
        }
    }

    private void one(String body) {
        try {
            JsonElement tree = JsonParser.parseString(body);
            if (tree.isJsonArray()) {
                refuseBatch(tree.getAsJsonArray());
            } else if (!tree.isJsonObject()) {
                refuse(null, ResponseErrorCode.InvalidRequest, "a message is a JSON object");
            } else {
                object(tree.getAsJsonObject(), body);
            }
        } catch (JsonParseException | IllegalStateException e) {
            refuse(null, ResponseErrorCode.ParseError, "not JSON: " + e.getMessage());
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
            log.accept(e);
        }
    }

    private void refuseBatch(JsonArray batch) {
        boolean answered = false;
        for (JsonElement e : batch) {
            JsonElement id = e.isJsonObject() ? e.getAsJsonObject().get("id") : null;
            if (id != null && e.getAsJsonObject().has("method")) {
                refuse(id, ResponseErrorCode.InvalidRequest, "batches are no part of the protocol");
                answered = true;
            }
        }
        if (!answered) {
            refuse(null, ResponseErrorCode.InvalidRequest, "batches are no part of the protocol");
        }
    }

    private void object(JsonObject message, String body) {
        JsonElement id = message.get("id");
        JsonElement methodElement = message.get("method");
        if (methodElement == null) {
            if (message.has("result") || message.has("error")) {
                handOn(body, null);
            } else {
                refuse(id, ResponseErrorCode.InvalidRequest, "a message has a method, a result or an error");
            }
            return;
        }
        if (!methodElement.isJsonPrimitive() || id != null && !id.isJsonPrimitive() && !id.isJsonNull()) {
            refuse(null, ResponseErrorCode.InvalidRequest, "method is a string, id a string or number");
            return;
        }
        String method = methodElement.getAsString();
        Lifecycle.Refusal refusal = lifecycle.admit(method);
        JsonRpcMethod known = json.getJsonRpcMethod(method);
        if (refusal != null) {
            if (id != null) {
                refuse(id, refusal.code(), refusal.message());
            }
        } else if (known == null) {
            // Unknown notifications are ignored, "$/" ones silently so; a request is owed a reply.
            if (id != null) {
                refuse(id, ResponseErrorCode.MethodNotFound, "no such method: " + method);
            }
        } else if (known.isNotification() && id != null) {
            refuse(id, ResponseErrorCode.InvalidRequest, method + " is a notification and has no id");
        } else if (!known.isNotification() && id == null) {
            log.accept(new JsonParseException(method + " is a request but came without an id"));
        } else if (known.getParameterTypes().length > 0 && lacksParams(message)) {
            if (id != null) {
                refuse(id, ResponseErrorCode.InvalidParams, method + " needs params");
            }
        } else {
            handOn(body, id);
        }
    }

    private static boolean lacksParams(JsonObject message) {
        JsonElement params = message.get("params");
        return params == null || params.isJsonNull();
    }

    private void handOn(String body, @Nullable JsonElement id) {
        try {
            Message parsed = json.parseMessage(body);
            validator.consume(parsed);
        } catch (MessageIssueException e) {
            refuseOrLog(id, e.getIssues().toString(), e);
        } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
            refuseOrLog(id, String.valueOf(e.getMessage()), e);
        }
    }

    private void refuseOrLog(@Nullable JsonElement id, String why, Exception e) {
        if (id != null) {
            refuse(id, ResponseErrorCode.InvalidParams, why.lines().findFirst().orElse("bad params"));
        } else {
            log.accept(e);
        }
    }

    private void refuse(@Nullable JsonElement id, ResponseErrorCode code, String message) {
        var reply = new ResponseMessage();
        if (id != null && id.isJsonPrimitive()) {
            var primitive = id.getAsJsonPrimitive();
            reply.setRawId(
                    primitive.isNumber()
                            ? Either.forRight(primitive.getAsNumber())
                            : Either.forLeft(primitive.getAsString()));
        }
        reply.setError(new ResponseError(code, message, null));
        replies.consume(reply);
    }

    /** {@return the reply for a handler's failure: one line, no stack, no paths of ours} */
    public static ResponseError errorFor(Throwable failure, Consumer<Throwable> log) {
        Throwable cause = failure;
        while ((cause instanceof java.util.concurrent.CompletionException
                        || cause instanceof java.util.concurrent.ExecutionException
                        || cause instanceof java.lang.reflect.InvocationTargetException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof org.eclipse.lsp4j.jsonrpc.ResponseErrorException e) {
            return e.getResponseError();
        }
        log.accept(cause);
        return new ResponseError(ResponseErrorCode.InternalError, "internal error: see the server's log", null);
    }
}
