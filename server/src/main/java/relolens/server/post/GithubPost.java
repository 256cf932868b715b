package relolens.server.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings a pull request's comments to what a payload says. What is there already stays, with the replies below it; what is
 * no longer said is resolved, what is said again is opened again; one summary is kept up to date.
 */
public final class GithubPost {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** GitHub refuses greater reviews as abuse at times. */
    private static final int MOST_AT_ONCE = 30;

    /**
     * What was done.
     *
     * @param posted comments that are new
     * @param kept comments that were there
     * @param resolved threads settled because nothing is said there any more
     * @param reopened threads that had been settled
     * @param outside comments that GitHub takes at no line, now in the summary
     * @param summary "posted", "updated", "unchanged" or "none"
     * @param notes what could not be done, for the user
     */
    public record Outcome(
            int posted, int kept, int resolved, int reopened, int outside, String summary, List<String> notes) {}

    private final GithubApi api;
    private final PullRequest pull;
    private final boolean dry;
    private final List<String> notes = new ArrayList<>();

    /** @param dry whether to look only */
    public GithubPost(GithubApi api, PullRequest pull, boolean dry) {
        this.api = api;
        this.pull = pull;
        this.dry = dry;
    }

    /** Does it; {@return what was done} */
    public Outcome post(Payload payload) throws ApiProblem {
        Map<String, Long> there = ours(api.pages(pull.path() + "/comments"));
        List<ObjectNode> fresh = new ArrayList<>();
        payload.comments().forEach((mark, comment) -> {
            if (!there.containsKey(mark)) {
                fresh.add(comment);
            }
        });
        int kept = payload.comments().size() - fresh.size();
        List<ObjectNode> outside = dry ? List.of() : publish(fresh, payload.commit());
        int[] settled = settle(there, payload);
        String summary = summary(payload, outside);
        return new Outcome(fresh.size() - outside.size(), kept, settled[0], settled[1], outside.size(), summary, notes);
    }

    /** First comments of threads that bear a mark, by mark. A mark in a reply is a quotation. */
    private static Map<String, Long> ours(List<JsonNode> comments) {
        Map<String, Long> ours = new LinkedHashMap<>();
        for (JsonNode c : comments) {
            if (c.path("in_reply_to_id").isMissingNode()
                    || c.path("in_reply_to_id").isNull()) {
                Set<String> marks = Payload.marks(c.path("body").asText());
                marks.forEach(m -> ours.putIfAbsent(m, c.path("id").asLong()));
            }
        }
        return ours;
    }

    /** {@return comments that GitHub would not take at their lines} */
    private List<ObjectNode> publish(List<ObjectNode> fresh, String commit) throws ApiProblem {
        List<ObjectNode> outside = new ArrayList<>();
        for (int from = 0; from < fresh.size(); from += MOST_AT_ONCE) {
            List<ObjectNode> part = fresh.subList(from, Math.min(fresh.size(), from + MOST_AT_ONCE));
            ObjectNode review = JSON.createObjectNode().put("event", "COMMENT");
            review.put("body", "Remarks at the lines they are about; the summary is in the conversation.");
            if (!commit.isEmpty()) {
                review.put("commit_id", commit);
            }
            ArrayNode comments = review.putArray("comments");
            part.forEach(comments::add);
            try {
                api.send("POST", pull.path() + "/reviews", review);
            } catch (ApiProblem e) {
                if (!e.refused()) {
                    throw e;
                }
                // One bad line and the whole review is lost: one by one, then.
                oneByOne(part, commit, outside);
            }
        }
        return outside;
    }

    private void oneByOne(List<ObjectNode> part, String commit, List<ObjectNode> outside) throws ApiProblem {
        String head = commit.isEmpty()
                ? api.send("GET", pull.path(), null).at("/head/sha").asText()
                : commit;
        for (ObjectNode comment : part) {
            try {
                api.send("POST", pull.path() + "/comments", comment.deepCopy().put("commit_id", head));
            } catch (ApiProblem e) {
                if (!e.refused()) {
                    throw e;
                }
                outside.add(comment);
            }
        }
    }

    /** Settles threads of what is no longer said; {@return how many, and how many were opened again} */
    private int[] settle(Map<String, Long> there, Payload payload) throws ApiProblem {
        int[] counts = new int[2];
        if (there.isEmpty()) {
            return counts;
        }
        try {
            var threads = new ReviewThreads(api);
            Map<Long, ReviewThreads.Thread> all = threads.of(pull);
            Set<String> inSummary = Payload.marks(payload.body());
            for (Map.Entry<String, Long> e : there.entrySet()) {
                ReviewThreads.Thread thread = all.get(e.getValue());
                boolean said = payload.comments().containsKey(e.getKey()) || inSummary.contains(e.getKey());
                if (thread != null && said == thread.resolved()) {
                    counts[said ? 1 : 0]++;
                    if (!dry && said) {
                        threads.reopen(thread);
                    } else if (!dry) {
                        threads.resolve(thread);
                    }
                }
            }
        } catch (ApiProblem e) {
            if (!e.forbidden()) {
                throw e;
            }
            notes.add("threads cannot be resolved with this token: " + e.getMessage());
        }
        return counts;
    }

    private String summary(Payload payload, List<ObjectNode> outside) throws ApiProblem {
        JsonNode old = api.pages(pull.conversation()).stream()
                .filter(c -> c.path("body").asText().contains(Payload.SUMMARY))
                .findFirst()
                .orElse(null);
        if (old == null && payload.silent()) {
            return "none";
        }
        String body = outside.isEmpty() ? payload.body() : with(payload.body(), outside);
        if (old != null && old.path("body").asText().strip().equals(body.strip())) {
            return "unchanged";
        }
        ObjectNode comment = JSON.createObjectNode().put("body", body);
        if (old == null) {
            send("POST", pull.conversation(), comment);
            return "posted";
        }
        String path = "/repos/" + pull.owner() + "/" + pull.name() + "/issues/comments/"
                + old.path("id").asText();
        send("PATCH", path, comment);
        return "updated";
    }

    private void send(String method, String path, ObjectNode body) throws ApiProblem {
        if (!dry) {
            api.send(method, path, body);
        }
    }

    /** {@return the summary with comments that found no line in it} */
    private static String with(String body, List<ObjectNode> outside) {
        StringBuilder text = new StringBuilder("<details><summary>Remarks that GitHub takes at no line (")
                .append(outside.size())
                .append(")</summary>\n\n");
        for (ObjectNode c : outside) {
            text.append("`")
                    .append(c.path("path").asText())
                    .append(':')
                    .append(c.path("line").asInt())
                    .append("`\n\n")
                    .append(c.path("body").asText())
                    .append("\n\n");
        }
        return body.replace(Payload.SUMMARY, text + "</details>\n\n" + Payload.SUMMARY);
    }
}
