package relolens.server.post;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** GitHub's REST and GraphQL interfaces: pages followed, limits waited for, answers as JSON. */
public final class GithubApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,]*rel=\"next\"");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** More pages than any pull request has: a server that never stops naming a next one is not followed. */
    private static final int MOST_PAGES = 200;

    /** How waiting is done: {@code Thread::sleep}, or a note of it in tests. */
    @FunctionalInterface
    public interface Sleep {
        void sleep(Duration time) throws InterruptedException;
    }

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI base;
    private final String token;
    private final Duration longest;
    private final Sleep sleep;
    private Duration waited = Duration.ZERO;

    /**
     * @param base for example {@code https://api.github.com}
     * @param token sent to that server only
     * @param longest most time spent on waiting for limits, in all
     */
    public GithubApi(URI base, String token, Duration longest, Sleep sleep) {
        this.base = base;
        this.token = token;
        this.longest = longest;
        this.sleep = sleep;
    }

    JsonNode send(String method, String path, @Nullable JsonNode body) throws ApiProblem {
        return json(exchange(method, uri(path), body), method + " " + path);
    }

    /** {@return the elements of all pages of the list at {@code path}} */
    List<JsonNode> pages(String path) throws ApiProblem {
        List<JsonNode> all = new ArrayList<>();
        URI next = uri(path + "?per_page=100");
        for (int page = 0; next != null && page < MOST_PAGES; page++) {
            HttpResponse<String> response = exchange("GET", next, null);
            json(response, "GET " + path).forEach(all::add);
            Matcher link = NEXT.matcher(response.headers().firstValue("link").orElse(""));
            next = link.find() ? base.resolve(link.group(1)) : null;
        }
        return all;
    }

    JsonNode graphql(String query, JsonNode variables) throws ApiProblem {
        var body = JSON.createObjectNode().put("query", query);
        body.set("variables", variables);
        JsonNode answer = send("POST", "/graphql", body);
        if (answer.path("errors").size() > 0) {
            String said = answer.at("/errors/0/message").asText("an error without a message");
            throw new ApiProblem(403, "POST /graphql: " + said);
        }
        return answer.path("data");
    }

    private URI uri(String path) {
        String root = base.toString();
        return URI.create((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path);
    }

    private HttpResponse<String> exchange(String method, URI uri, @Nullable JsonNode body) throws ApiProblem {
        String what = method + " " + uri.getPath();
        if (!String.valueOf(uri.getAuthority()).equals(String.valueOf(base.getAuthority()))) {
            throw new ApiProblem(0, what + ": leads to another server, " + uri.getAuthority() + ": not followed");
        }
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Accept", "application/vnd.github+json")
                .header("Authorization", "Bearer " + token)
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("User-Agent", "relolens")
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        for (int tried = 1; ; tried++) {
            HttpResponse<String> response;
            try {
                response = client.send(request, BodyHandlers.ofString());
            } catch (IOException e) {
                // Whether a request that changes something arrived is unknown then: it is not sent again.
                if (!method.equals("GET") || tried >= Pauses.TRIES) {
                    throw new ApiProblem(0, what + ": no answer: " + e);
                }
                pause(Duration.ofSeconds(tried), what);
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ApiProblem(0, what + ": interrupted");
            }
            if (response.statusCode() < 300) {
                return response;
            }
            Duration pause = Pauses.after(response, tried, Instant.now());
            if (pause == null || response.statusCode() >= 500 && !method.equals("GET")) {
                throw new ApiProblem(
                        response.statusCode(), what + ": " + response.statusCode() + " " + said(response.body()));
            }
            pause(pause, what);
        }
    }

    private void pause(Duration time, String what) throws ApiProblem {
        waited = waited.plus(time);
        if (waited.compareTo(longest) > 0) {
            throw new ApiProblem(
                    429,
                    what + ": the server's limit would last " + time.toSeconds() + " s more, beyond the "
                            + longest.toSeconds() + " s that may be waited in all");
        }
        try {
            sleep.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiProblem(0, what + ": interrupted");
        }
    }

    private static String said(String body) {
        try {
            String message = JSON.readTree(body).path("message").asText("");
            return message.isEmpty() ? "" : "(" + message + ")";
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static JsonNode json(HttpResponse<String> response, String what) throws ApiProblem {
        try {
            String body = response.body();
            return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ApiProblem(0, what + ": the answer is not JSON");
        }
    }
}
