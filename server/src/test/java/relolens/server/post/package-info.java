/** Tests of posting, against a server that says no where GitHub does. */
@NullMarked
package relolens.server.post;

import org.jspecify.annotations.NullMarked;
