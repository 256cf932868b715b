package relolens.server.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of GitHub as a review meets: pages of two, the whole review refused over one bad line, equal start and end lines
 * refused, limits, threads by GraphQL only.
 */
final class FakeGithub implements AutoCloseable {
    static final String TOKEN = "t0ken";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 2;

    /** An answer that is given before anything is looked at, such as a limit's. */
    record Interruption(int status, String header, String value) {}

    /** Lines of the diff, as {@code path:line}. */
    final Set<String> diff = new HashSet<>();

    final List<ObjectNode> comments = new ArrayList<>();
    final List<ObjectNode> conversation = new ArrayList<>();
    final Set<Long> resolved = new HashSet<>();
    final List<String> requests = new ArrayList<>();
    final Deque<Interruption> interruptions = new ArrayDeque<>();
    boolean threadsForbidden;
    private final HttpServer server;
    private long next = 1000;

    FakeGithub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    List<String> changes() {
        return requests.stream()
                .filter(r -> !r.startsWith("GET") && !r.contains("reviewThreads("))
                .toList();
    }

    /** Somebody answers the comment numbered {@code id}, quoting it. */
    void reply(long id, String body) {
        comments.add(comment("x.S", 1, body).put("in_reply_to_id", id));
    }

    private ObjectNode comment(String path, int line, String body) {
        return JSON.createObjectNode()
                .put("id", next++)
                .put("path", path)
                .put("line", line)
                .put("body", body);
    }

    private void answer(HttpExchange x) throws IOException {
        String body = new String(x.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String request = x.getRequestMethod() + " " + x.getRequestURI().getPath();
        requests.add(request.endsWith("/graphql") ? request + " " + body : request);
        if (!interruptions.isEmpty()) {
            Interruption i = interruptions.pop();
            x.getResponseHeaders().add(i.header(), i.value());
            send(x, i.status(), message("limit"));
        } else if (!("Bearer " + TOKEN).equals(x.getRequestHeaders().getFirst("Authorization"))) {
            send(x, 401, message("Bad credentials"));
        } else {
            JsonNode sent = body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
            route(x, request, sent);
        }
    }

    private static JsonNode message(String text) {
        return JSON.createObjectNode().put("message", text);
    }

    private void route(HttpExchange x, String request, JsonNode sent) throws IOException {
        Matcher patch =
                Pattern.compile("PATCH /repos/o/n/issues/comments/(\\d+)").matcher(request);
        if (request.equals("GET /repos/o/n/pulls/7")) {
            ObjectNode pull = JSON.createObjectNode();
            pull.putObject("head").put("sha", "abc");
            send(x, 200, pull);
        } else if (request.equals("GET /repos/o/n/pulls/7/comments")) {
            page(x, comments);
        } else if (request.equals("GET /repos/o/n/issues/7/comments")) {
            page(x, conversation);
        } else if (request.equals("POST /repos/o/n/pulls/7/reviews")) {
            review(x, sent);
        } else if (request.equals("POST /repos/o/n/pulls/7/comments")) {
            boolean good = sent.path("commit_id").asText().equals("abc") && fits(sent);
            if (good) {
                keep(sent);
            }
            send(x, good ? 201 : 422, good ? sent : message("Validation Failed"));
        } else if (request.equals("POST /repos/o/n/issues/7/comments")) {
            conversation.add(comment("", 0, sent.path("body").asText()));
            send(x, 201, sent);
        } else if (patch.matches()) {
            conversation.stream()
                    .filter(c -> c.path("id").asText().equals(patch.group(1)))
                    .forEach(c -> c.put("body", sent.path("body").asText()));
            send(x, 200, sent);
        } else if (request.equals("POST /graphql")) {
            graphql(x, sent);
        } else {
            send(x, 404, message("Not Found"));
        }
    }

    private void review(HttpExchange x, JsonNode sent) throws IOException {
        boolean good = !sent.path("body").asText().isEmpty();
        for (JsonNode c : sent.path("comments")) {
            good &= fits(c);
        }
        if (good) {
            sent.path("comments").forEach(this::keep);
        }
        send(x, good ? 200 : 422, good ? sent : message("Unprocessable Entity"));
    }

    private boolean fits(JsonNode c) {
        boolean start = !c.has("start_line")
                || c.path("start_line").asInt() < c.path("line").asInt();
        return start
                && diff.contains(c.path("path").asText() + ":" + c.path("line").asInt());
    }

    private void keep(JsonNode c) {
        comments.add(comment(
                c.path("path").asText(), c.path("line").asInt(), c.path("body").asText()));
    }

    private void page(HttpExchange x, List<ObjectNode> all) throws IOException {
        Matcher m = Pattern.compile("[?&]page=(\\d+)").matcher(String.valueOf(x.getRequestURI()));
        int page = m.find() ? Integer.parseInt(m.group(1)) : 1;
        int from = Math.min(all.size(), (page - 1) * PAGE);
        int to = Math.min(all.size(), from + PAGE);
        if (to < all.size()) {
            String url = address() + x.getRequestURI().getPath() + "?per_page=100&page=" + (page + 1);
            x.getResponseHeaders().add("Link", "<" + address() + "/x>; rel=\"prev\", <" + url + ">; rel=\"next\"");
        }
        ArrayNode array = JSON.createArrayNode();
        all.subList(from, to).forEach(array::add);
        send(x, 200, array);
    }

    private void graphql(HttpExchange x, JsonNode sent) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        String query = sent.path("query").asText();
        if (threadsForbidden) {
            answer.putArray("errors").addObject().put("message", "Resource not accessible by integration");
        } else if (query.contains("reviewThreads(")) {
            List<ObjectNode> first =
                    comments.stream().filter(c -> !c.has("in_reply_to_id")).toList();
            int from = sent.at("/variables/after").asInt(0);
            int to = Math.min(first.size(), from + PAGE);
            ObjectNode threads = answer.putObject("data")
                    .putObject("repository")
                    .putObject("pullRequest")
                    .putObject("reviewThreads");
            threads.putObject("pageInfo").put("hasNextPage", to < first.size()).put("endCursor", String.valueOf(to));
            ArrayNode nodes = threads.putArray("nodes");
            for (ObjectNode c : first.subList(from, to)) {
                long id = c.path("id").asLong();
                ObjectNode thread = nodes.addObject().put("id", "T" + id).put("isResolved", resolved.contains(id));
                thread.putObject("comments").putArray("nodes").addObject().put("databaseId", id);
            }
        } else {
            long id = Long.parseLong(sent.at("/variables/id").asText().substring(1));
            if (query.contains("unresolveReviewThread")) {
                resolved.remove(id);
            } else {
                resolved.add(id);
            }
            answer.putObject("data");
        }
        send(x, 200, answer);
    }

    private static void send(HttpExchange x, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        x.sendResponseHeaders(status, bytes.length);
        try (var out = x.getResponseBody()) {
            out.write(bytes);
        }
    }
}
