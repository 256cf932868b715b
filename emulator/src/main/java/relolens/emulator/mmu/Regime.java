package relolens.emulator.mmu;

/** Translation regimes with a stage 1 of their own (Arm ARM, "Translation regimes"). */
enum Regime {
    EL10,
    EL2,
    EL20;

    /** {@return whether EL0 shares it: two TTBRs, ASIDs, privileged and unprivileged permissions} */
    boolean hasUser() {
        return this != EL2;
    }
}
