package relolens.emulator.timing;

import java.util.Locale;

/** What a modelled time stands on: whether the published one went into the data. */
public enum Basis {
    /** A figure was chosen so that this very time comes out. */
    FIT,
    /** An end of a band was chosen so that this very time is inside; the nominal time was not. */
    BAND_FIT,
    /** Nothing of the data was chosen by it. */
    PREDICTED;

    /** {@return the word for reports} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
