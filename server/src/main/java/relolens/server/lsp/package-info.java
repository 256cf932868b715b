/** The language server: wires the protocol to documents, schedule and features. Decides nothing about assembly. */
@NullMarked
package relolens.server.lsp;

import org.jspecify.annotations.NullMarked;
