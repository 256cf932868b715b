/** The doors: command line and language server, both renderings of one report. */
@NullMarked
package relolens.server;

import org.jspecify.annotations.NullMarked;
