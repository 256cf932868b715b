/** Open documents and what is known of them: immutable text, immutable snapshots of text and analysis. */
@NullMarked
package relolens.server.document;

import org.jspecify.annotations.NullMarked;
