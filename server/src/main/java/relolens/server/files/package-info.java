/** The only room that opens files: reads source text, tells why it cannot, and finds assembly below a directory. */
@NullMarked
package relolens.server.files;

import org.jspecify.annotations.NullMarked;
