package relolens.emulator.memory;

/** A physical access where no RAM answers. The machine turns it into an external abort; hosts see it as it is. */
public final class UnmappedAddressException extends RuntimeException {
    private final long address;

    UnmappedAddressException(long address) {
        super(String.format("no RAM at physical address %#x", address), null, false, false);
        this.address = address;
    }

    /** {@return first physical address that no RAM backs} */
    public long address() {
        return address;
    }
}
