package relolens.server.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relolens.analyzer.reply.GithubReview;

/** Twice is once, what is settled is resolved, no remark is lost, limits are waited for. */
class GithubPostTest {
    private final List<Duration> pauses = new ArrayList<>();
    private FakeGithub github;

    @BeforeEach
    void start() throws Exception {
        github = new FakeGithub();
        for (int line = 1; line <= 9; line++) {
            github.diff.add("a.S:" + line);
        }
    }

    @AfterEach
    void stop() {
        github.close();
    }

    private static Payload payload(String... remarks) throws Exception {
        var root = new ObjectMapper().createObjectNode();
        root.put("commit_id", "abc");
        root.put("body", "**Relolens**: " + remarks.length + " new\n\n- cost\n\n" + Payload.SUMMARY);
        var comments = root.putArray("comments");
        for (String r : remarks) {
            String[] parts = r.split(":");
            ObjectNode c = comments.addObject().put("path", "a.S").put("line", Integer.parseInt(parts[1]));
            c.put("side", "RIGHT").put("body", "Remark " + parts[0] + "\n\n" + GithubReview.mark(parts[0]));
        }
        return Payload.parse(root.toString());
    }

    private GithubPost.Outcome post(Payload payload) throws ApiProblem {
        return post(payload, FakeGithub.TOKEN, false);
    }

    private GithubPost.Outcome post(Payload payload, String token, boolean dry) throws ApiProblem {
        var api = new GithubApi(github.address(), token, Duration.ofMinutes(5), pauses::add);
        return new GithubPost(api, new PullRequest("o", "n", 7), dry).post(payload);
    }

    @Test
    void theSecondTimeNothingIsPosted() throws Exception {
        Payload payload = payload("f1:1", "f2:2", "f3:3", "f4:4", "f5:5");
        GithubPost.Outcome first = post(payload);
        assertThat(first.posted()).isEqualTo(5);
        assertThat(first.summary()).isEqualTo("posted");
        github.requests.clear();
        GithubPost.Outcome second = post(payload);
        assertThat(second).isEqualTo(new GithubPost.Outcome(0, 5, 0, 0, 0, "unchanged", List.of()));
        assertThat(github.changes()).isEmpty();
        assertThat(github.comments).hasSize(5);
        assertThat(github.conversation).hasSize(1);
    }

    @Test
    void aRemarkThatMovedWithARebaseIsNotRepeated() throws Exception {
        post(payload("f1:1"));
        GithubPost.Outcome moved = post(payload("f1:6"));
        assertThat(moved.posted()).isZero();
        assertThat(github.comments).hasSize(1);
    }

    @Test
    void whatIsSettledIsResolvedAndItsThreadStays() throws Exception {
        post(payload("f1:1", "f2:2", "f3:3"));
        long first = github.comments.get(0).path("id").asLong();
        github.reply(first, "> " + github.comments.get(0).path("body").asText() + "\nnot so");
        GithubPost.Outcome second = post(payload("f2:2"));
        assertThat(second.resolved()).isEqualTo(2);
        assertThat(second.posted()).isZero();
        assertThat(github.resolved).hasSize(2).contains(first);
        assertThat(github.comments).hasSize(4);
        assertThat(second.summary()).isEqualTo("updated");
        assertThat(post(payload("f2:2")).resolved()).isZero();
    }

    @Test
    void whatComesBackOpensItsOldThread() throws Exception {
        post(payload("f1:1"));
        post(payload());
        assertThat(github.resolved).hasSize(1);
        GithubPost.Outcome back = post(payload("f1:4"));
        assertThat(back.reopened()).isEqualTo(1);
        assertThat(github.comments).hasSize(1);
        assertThat(github.resolved).isEmpty();
    }

    @Test
    void oneBadLineCostsNoOtherRemarkAndIsKeptInTheSummary() throws Exception {
        Payload payload = payload("f1:1", "f2:99", "f3:3");
        GithubPost.Outcome done = post(payload);
        assertThat(done.posted()).isEqualTo(2);
        assertThat(done.outside()).isEqualTo(1);
        assertThat(github.comments).hasSize(2);
        assertThat(github.conversation.get(0).path("body").asText())
                .contains("`a.S:99`")
                .contains("Remark f2")
                .endsWith(Payload.SUMMARY);
        GithubPost.Outcome again = post(payload);
        assertThat(again.posted()).isZero();
        assertThat(again.summary()).isEqualTo("unchanged");
        assertThat(github.comments).hasSize(2);
        assertThat(github.conversation).hasSize(1);
    }

    @Test
    void silenceStaysSilence() throws Exception {
        var empty =
                Payload.parse("{\"body\":\"**Relolens**: nothing new\\n\\n" + Payload.SUMMARY + "\",\"comments\":[]}");
        assertThat(post(empty).summary()).isEqualTo("none");
        assertThat(github.changes()).isEmpty();
    }

    @Test
    void limitsAreWaitedForAsTheServerSays() throws Exception {
        github.interruptions.add(new FakeGithub.Interruption(429, "Retry-After", "7"));
        github.interruptions.add(new FakeGithub.Interruption(403, "Retry-After", "3"));
        github.interruptions.add(new FakeGithub.Interruption(502, "X", "y"));
        assertThat(post(payload("f1:1")).posted()).isEqualTo(1);
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(3), Duration.ofSeconds(4));
    }

    @Test
    void aLimitBeyondAllPatienceIsSaid() {
        long later = System.currentTimeMillis() / 1000 + 3000;
        github.interruptions.add(new FakeGithub.Interruption(403, "x-ratelimit-remaining", "0"));
        github.interruptions.add(new FakeGithub.Interruption(403, "Retry-After", String.valueOf(later)));
        assertThatThrownBy(() -> post(payload("f1:1")))
                .isInstanceOf(ApiProblem.class)
                .hasMessageContaining("beyond the 300 s");
        assertThat(github.changes()).isEmpty();
    }

    @Test
    void aTokenThatMayNotResolveStillPosts() throws Exception {
        post(payload("f1:1"));
        github.threadsForbidden = true;
        GithubPost.Outcome done = post(payload("f2:2"));
        assertThat(done.posted()).isEqualTo(1);
        assertThat(done.notes()).singleElement().asString().contains("cannot be resolved");
    }

    @Test
    void aWrongTokenIsSaidWithTheServersWords() {
        assertThatThrownBy(() -> post(payload("f1:1"), "other", false))
                .isInstanceOf(ApiProblem.class)
                .hasMessageContaining("401 (Bad credentials)");
    }

    @Test
    void aDryRunChangesNothing() throws Exception {
        assertThat(post(payload("f1:1"), FakeGithub.TOKEN, true).posted()).isEqualTo(1);
        assertThat(github.changes()).isEmpty();
    }

    @Test
    void aTokenGoesToNoOtherServer() {
        var api = new GithubApi(URI.create("http://127.0.0.1:1"), "t", Duration.ZERO, pauses::add);
        assertThatThrownBy(() -> new GithubPost(api, new PullRequest("o", "n", 7), false).post(payload("f1:1")))
                .isInstanceOf(ApiProblem.class);
    }

    @Test
    void whatIsNoPayloadIsRefused() {
        for (String text :
                List.of("{", "[]", "{\"body\":1}", "{\"body\":\"\",\"comments\":[{\"body\":\"no mark\"}]}")) {
            assertThatThrownBy(() -> Payload.parse(text)).isInstanceOf(Payload.Malformed.class);
        }
    }
}
