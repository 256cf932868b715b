/** Physical addresses and bytes: RAM in sparse pages. Knows no CPU, no translation, no cache. */
@NullMarked
package relolens.emulator.memory;

import org.jspecify.annotations.NullMarked;
