package relolens.server.post;

/**
 * A pull request on GitHub.
 *
 * @param number from 1
 */
public record PullRequest(String owner, String name, int number) {
    /** {@return the path of the pull request in the REST interface} */
    String path() {
        return "/repos/" + owner + "/" + name + "/pulls/" + number;
    }

    /** {@return the path of the conversation below it} */
    String conversation() {
        return "/repos/" + owner + "/" + name + "/issues/" + number + "/comments";
    }
}
