package relolens.emulator.loops;

import relolens.emulator.mmu.Access;

/** A DC by address in a loop: where it aims, and which permission it needs. */
record Maintained(Place place, Access permission) {}
