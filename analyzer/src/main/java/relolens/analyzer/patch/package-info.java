/** Patches as people send them: unified diffs, git's mails, mailboxes of a series; read, and applied to text. */
@NullMarked
package relolens.analyzer.patch;

import org.jspecify.annotations.NullMarked;
