package relolens.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PatienceTest {
    @Test
    void whatDoesNotComeInTimeIsAnsweredWithWhatThereIs() throws Exception {
        try (Workers workers = new Workers(e -> {})) {
            CompletableFuture<String> input = new CompletableFuture<>();
            CompletableFuture<String> reply = workers.reply(input, 1, () -> "nothing yet", s -> s + "!");
            assertThat(reply.get(20, TimeUnit.SECONDS)).isEqualTo("nothing yet");
            input.complete("too late");
            assertThat(reply.get()).isEqualTo("nothing yet");
        }
    }

    @Test
    void whatIsThereIsAnsweredFromWhateverTheLimit() throws Exception {
        try (Workers workers = new Workers(e -> {})) {
            CompletableFuture<String> reply = workers.reply(
                    CompletableFuture.completedFuture("here"),
                    0,
                    () -> {
                        throw new AssertionError("not late");
                    },
                    s -> s + "!");
            assertThat(reply.get(20, TimeUnit.SECONDS)).isEqualTo("here!");
        }
    }
}
