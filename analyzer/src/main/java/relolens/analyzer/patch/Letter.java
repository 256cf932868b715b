package relolens.analyzer.patch;

import java.util.List;

/**
 * The mail around a patch; "" and empty lists where it says nothing.
 *
 * @param from author as written, decoded
 * @param to recipients as written
 * @param cc others who got it, as written
 * @param date as written
 * @param subject decoded, on one line
 * @param messageId with its angle brackets
 * @param references identifiers of the thread, oldest first
 * @param text the body, decoded, lines ended by a line feed
 */
public record Letter(
        String from,
        String to,
        String cc,
        String date,
        String subject,
        String messageId,
        List<String> references,
        String text) {
    /** No mail. */
    public static final Letter NONE = new Letter("", "", "", "", "", "", List.of(), "");

    public Letter {
        references = List.copyOf(references);
    }
}
