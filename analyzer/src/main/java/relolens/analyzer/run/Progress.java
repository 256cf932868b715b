package relolens.analyzer.run;

/** Told how long work goes on, and asked whether it may. Called from the working thread; must be quick. */
public interface Progress {
    /** Nobody watches and nobody cancels. */
    Progress NONE = new Progress() {};

    /** A step of {@code fraction} (0 to 1) of the work called {@code what} is done. */
    default void at(String what, double fraction) {}

    /** {@return whether the work should stop and hand over what it has} */
    default boolean cancelled() {
        return false;
    }
}
