/**
 * Bytes to messages and back: framing that no malformed input can derail, the protocol's life cycle, positions in the
 * client's encoding. Knows nothing of assembly.
 */
@NullMarked
package relolens.server.protocol;

import org.jspecify.annotations.NullMarked;
