package relolens.analyzer.asm;

/** What a directive does. */
@FunctionalInterface
interface Directive {
    /** @throws BadOperand if the operands cannot be read */
    void run(Operands operands);
}
