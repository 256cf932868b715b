package relolens.emulator.mmu;

/** What a translation is for. */
public enum Access {
    READ,
    WRITE,
    FETCH
}
