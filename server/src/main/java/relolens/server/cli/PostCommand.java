package relolens.server.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import relolens.server.post.ApiProblem;
import relolens.server.post.GithubApi;
import relolens.server.post.GithubPost;
import relolens.server.post.Payload;
import relolens.server.post.PullRequest;
import relolens.server.terminal.Console;
import relolens.server.terminal.Exit;
import relolens.server.terminal.UsageProblem;

/** {@code relolens post}. */
@Command(
        name = "post",
        description =
                "Puts a review payload on a GitHub pull request: what is new is posted, what is settled resolved.",
        footerHeading = "%n",
        footer = {
            "  The only command that uses the network. It reads what review --format github=FILE wrote, so the job that",
            "  analyses needs no token and the job that posts no source. Run twice it posts once."
        })
final class PostCommand implements Callable<Integer> {
    private static final Pattern REPOSITORY = Pattern.compile("([\\w.-]+)/([\\w.-]+)");

    private final Console console;
    private final UnaryOperator<@Nullable String> environment;

    @Option(names = "--payload", paramLabel = "FILE|-", required = true, description = "What review wrote.")
    private String payload = "";

    @Option(names = "--repo", paramLabel = "OWNER/NAME", required = true, description = "The repository.")
    private String repository = "";

    @Option(names = "--pull", paramLabel = "N", required = true, description = "Number of the pull request.")
    private int pull;

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "The server's interface (default: $GITHUB_API_URL, else https://api.github.com).")
    private @Nullable String api;

    @Option(
            names = "--token-env",
            paramLabel = "NAME",
            description = "Environment variable that holds the token (default: GITHUB_TOKEN).")
    private String tokenName = "GITHUB_TOKEN";

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Option(
            names = "--max-wait",
            paramLabel = "SECONDS",
            description = "Most time to wait for the server's rate limits, in all (default: 300).")
    private int maxWait = 300;

    PostCommand(Console console) {
        this(console, System::getenv);
    }

    /** @param environment variables by name */
    PostCommand(Console console, UnaryOperator<@Nullable String> environment) {
        this.console = console;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Matcher name = REPOSITORY.matcher(repository);
        if (!name.matches() || pull < 1) {
            throw new UsageProblem("post: --repo takes OWNER/NAME and --pull a number from 1");
        }
        String token = environment.apply(tokenName);
        if (token == null || token.isBlank()) {
            throw new UsageProblem("post: the environment variable " + tokenName + " holds no token");
        }
        Payload said = read();
        var github = new GithubApi(
                server(), token.strip(), Duration.ofSeconds(maxWait), time -> Thread.sleep(time.toMillis()));
        var request = new PullRequest(name.group(1), name.group(2), pull);
        try {
            GithubPost.Outcome done = new GithubPost(github, request, dryRun).post(said);
            done.notes().forEach(n -> console.say("note: " + n));
            console.out()
                    .println((dryRun ? "would be: " : "") + done.posted() + " posted, " + done.kept() + " kept, "
                            + done.resolved() + " resolved, " + done.reopened() + " opened again, " + done.outside()
                            + " at no line; summary " + done.summary());
            console.out().flush();
            return Exit.CLEAN;
        } catch (ApiProblem e) {
            console.say("relolens: post: " + e.getMessage());
            return Exit.INPUT;
        }
    }

    private Payload read() {
        try {
            String text = payload.equals("-")
                    ? new String(console.in().readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(console.directory().resolve(payload));
            return Payload.parse(text);
        } catch (IOException e) {
            throw new UsageProblem("--payload " + payload + ": no such file, or not readable");
        } catch (Payload.Malformed e) {
            throw new UsageProblem("--payload " + payload + ": " + e.getMessage());
        }
    }

    private URI server() {
        String set = api == null ? environment.apply("GITHUB_API_URL") : api;
        String text = set == null || set.isEmpty() ? "https://api.github.com" : set;
        try {
            URI uri = URI.create(text);
            boolean local = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || local)) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new UsageProblem("--api " + text + ": expected an https address: a token goes there");
    }
}
