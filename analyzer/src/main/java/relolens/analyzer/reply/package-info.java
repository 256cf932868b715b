/** A review in the forms that people and bots take: mail, GitHub, Gerrit, Patchwork, JSON. Files only; nothing is sent. */
@NullMarked
package relolens.analyzer.reply;

import org.jspecify.annotations.NullMarked;
