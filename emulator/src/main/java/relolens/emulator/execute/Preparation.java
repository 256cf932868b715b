package relolens.emulator.execute;

/** Resolves a row's operands once per decoded word. */
@FunctionalInterface
public interface Preparation {
    /** Sets the operation's numbers. @return its executor */
    Executor prepare(Operation op);
}
