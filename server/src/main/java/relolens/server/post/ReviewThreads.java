package relolens.server.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** The threads of a pull request's review, which REST does not show: settled and opened again, never removed. */
final class ReviewThreads {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_PAGES = 100;
    private static final String QUERY = "query($owner:String!,$name:String!,$number:Int!,$after:String){"
            + "repository(owner:$owner,name:$name){pullRequest(number:$number){"
            + "reviewThreads(first:100,after:$after){pageInfo{hasNextPage endCursor}"
            + "nodes{id isResolved comments(first:1){nodes{databaseId}}}}}}}";

    /** A thread that begins with a comment of ours. */
    record Thread(String id, boolean resolved) {}

    private final GithubApi api;

    ReviewThreads(GithubApi api) {
        this.api = api;
    }

    /** {@return the threads by the number of their first comment} */
    Map<Long, Thread> of(PullRequest pull) throws ApiProblem {
        Map<Long, Thread> all = new HashMap<>();
        ObjectNode variables = JSON.createObjectNode()
                .put("owner", pull.owner())
                .put("name", pull.name())
                .put("number", pull.number());
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode threads = api.graphql(QUERY, variables).at("/repository/pullRequest/reviewThreads");
            threads.path("nodes")
                    .forEach(t -> all.put(
                            t.at("/comments/nodes/0/databaseId").asLong(),
                            new Thread(
                                    t.path("id").asText(), t.path("isResolved").asBoolean())));
            if (!threads.at("/pageInfo/hasNextPage").asBoolean()) {
                break;
            }
            variables.put("after", threads.at("/pageInfo/endCursor").asText());
        }
        return all;
    }

    void resolve(Thread thread) throws ApiProblem {
        change("resolveReviewThread", thread);
    }

    void reopen(Thread thread) throws ApiProblem {
        change("unresolveReviewThread", thread);
    }

    private void change(String what, Thread thread) throws ApiProblem {
        String query = "mutation($id:ID!){" + what + "(input:{threadId:$id}){thread{id}}}";
        api.graphql(query, JSON.createObjectNode().put("id", thread.id()));
    }
}
