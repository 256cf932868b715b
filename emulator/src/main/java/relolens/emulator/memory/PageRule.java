package relolens.emulator.memory;

/** Says what pages hold that nobody has touched yet, so that large known contents need no memory of the host. */
public interface PageRule {
    /** No page is known: all are zero. */
    PageRule NONE = new PageRule() {
        @Override
        public boolean fills(long pa) {
            return false;
        }

        @Override
        public void fill(long pa, byte[] page) {}
    };

    /** {@return whether the page that holds {@code pa} is known} */
    boolean fills(long pa);

    /** Writes all 4096 bytes of the page that holds {@code pa}; only asked for pages that {@link #fills} names. */
    void fill(long pa, byte[] page);
}
