/** Reports kept from one command to the next, for as long as every file they were made from is the same. */
@NullMarked
package relolens.server.cache;

import org.jspecify.annotations.NullMarked;
