package relolens.emulator.execute;

/** What an instruction does. Works on {@link Core} only; operands were resolved when the word was decoded. */
@FunctionalInterface
public interface Executor {
    /**
     * Executes once. The program counter moves by {@code core.cpu.next}, preset to the following instruction.
     *
     * @throws relolens.emulator.cpu.GuestFault if the instruction raises a synchronous exception; registers are then as
     *     before it
     */
    void execute(Core core, Operation op);
}
