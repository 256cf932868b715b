package relolens.server.post;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code review --format github} wrote.
 *
 * @param commit the reviewed commit, "" if it is not said
 * @param body the summary
 * @param comments by mark, in order
 */
public record Payload(String commit, String body, Map<String, ObjectNode> comments) {
    /** Ends the summary that is kept up to date. */
    static final String SUMMARY = "<!-- relolens:v1 summary -->";

    private static final Pattern MARK = Pattern.compile("<!-- relolens:v1 fp=(\\S+) -->");

    /** What is wrong with a payload, for who gave it. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /** {@return the payload that {@code text} holds} */
    public static Payload parse(String text) throws Malformed {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new Malformed("not JSON: expected what review --format github writes");
        }
        if (!root.path("body").isTextual() || !root.path("comments").isArray()) {
            throw new Malformed("no review payload: expected the keys body and comments of review --format github");
        }
        Map<String, ObjectNode> comments = new LinkedHashMap<>();
        for (JsonNode c : root.path("comments")) {
            Set<String> marks = marks(c.path("body").asText());
            if (marks.isEmpty() || !(c instanceof ObjectNode comment)) {
                throw new Malformed("a comment without a mark of relolens: it would be posted again each time");
            }
            comments.put(marks.iterator().next(), comment);
        }
        return new Payload(root.path("commit_id").asText(""), root.path("body").asText(), comments);
    }

    /** {@return every mark in {@code text}} */
    static Set<String> marks(String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher m = MARK.matcher(text);
        while (m.find()) {
            found.add(m.group(1));
        }
        return found;
    }

    /** {@return whether there is anything to say: a summary alone says that nothing was found} */
    boolean silent() {
        return comments.isEmpty() && marks(body).isEmpty() && !body.contains("<details>") && !body.contains("\n- ");
    }
}
