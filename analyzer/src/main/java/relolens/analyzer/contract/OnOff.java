package relolens.analyzer.contract;

/** A switch as a contract declares it. */
public enum OnOff {
    ON,
    OFF,
    /** Both: each state is analysed and gets its own verdict. */
    ANY,
    /** Nothing is said; nothing may be assumed. */
    UNKNOWN;

    /** {@return the word a contract uses} */
    public String text() {
        return switch (this) {
            case ON -> "on";
            case OFF -> "off";
            case ANY -> "any";
            case UNKNOWN -> "unknown";
        };
    }
}
