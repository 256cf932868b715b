/** Stage 1 translation: table walker, TLB model, memory attributes and permissions. */
@NullMarked
package relolens.emulator.mmu;

import org.jspecify.annotations.NullMarked;
