package relolens.emulator.scenario;

/** Told how far a run is, and asked whether it may go on; called from the running thread, a few times a second. */
public interface Watch {
    /** Nobody watches. */
    Watch NONE = new Watch() {};

    /** {@code fraction} of the image is in place. */
    default void at(double fraction) {}

    /** {@return whether to stop now} */
    default boolean cancelled() {
        return false;
    }
}
