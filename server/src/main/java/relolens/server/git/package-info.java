/** Trees and differences out of git repositories, read in this process: no git program is started. */
@NullMarked
package relolens.server.git;

import org.jspecify.annotations.NullMarked;
