/** One class for each way an editor gets from a name to its meaning and back, and the workspace's names for all of them. */
@NullMarked
package relolens.server.navigation;

import org.jspecify.annotations.NullMarked;
