/** Facts per instruction by forward abstract interpretation from each entry state: MMU and caches, pending effects, pointers, values. */
@NullMarked
package relolens.analyzer.dataflow;

import org.jspecify.annotations.NullMarked;
