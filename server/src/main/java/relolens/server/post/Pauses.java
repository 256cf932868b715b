package relolens.server.post;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When to ask again. GitHub says it in headers: <i>Rate limits for the REST API</i>, "Exceeding the rate limit" (docs.github.com).
 */
final class Pauses {
    /** Most tries of one request. */
    static final int TRIES = 5;

    private static final Duration FIRST = Duration.ofSeconds(1);

    private Pauses() {}

    /** {@return how long to wait before the next try, or null if another try would not help} */
    static @Nullable Duration after(HttpResponse<?> response, int tried, Instant now) {
        int status = response.statusCode();
        boolean limited = status == 429 || status == 403 && isLimit(response);
        if (!limited && status < 500 || tried >= TRIES) {
            return null;
        }
        Optional<Long> seconds = number(response, "retry-after");
        if (seconds.isPresent()) {
            return Duration.ofSeconds(Math.max(0, seconds.get()));
        }
        if (number(response, "x-ratelimit-remaining").orElse(1L) == 0) {
            long reset = number(response, "x-ratelimit-reset").orElse(now.getEpochSecond());
            return Duration.ofSeconds(Math.max(1, reset - now.getEpochSecond()));
        }
        return FIRST.multipliedBy(1L << (tried - 1));
    }

    private static boolean isLimit(HttpResponse<?> response) {
        return number(response, "retry-after").isPresent()
                || number(response, "x-ratelimit-remaining").orElse(1L) == 0;
    }

    private static Optional<Long> number(HttpResponse<?> response, String header) {
        try {
            return response.headers().firstValue(header).map(v -> Long.parseLong(v.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
