/**
 * The maintenance sanitiser: watches a machine whose caches are off, so that memory holds what is right, and keeps beside it
 * what caches, fetch and TLB of any core may hold instead.
 */
@NullMarked
package relolens.emulator.sanitize;

import org.jspecify.annotations.NullMarked;
