package relolens.server.document;

/**
 * What was known of a document before its newest edits.
 *
 * @param snapshot of an older text
 * @param moves from that text to the newest
 */
public record Earlier(Snapshot snapshot, LineMoves moves) {}
