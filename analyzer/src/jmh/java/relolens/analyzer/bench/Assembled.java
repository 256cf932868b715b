package relolens.analyzer.bench;

import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.Preprocessor;

/** Machine code of source text. */
final class Assembled {
    private Assembled() {}

    /** {@return the bytes of the one executable section that {@code text} fills} */
    static byte[] code(String text) {
        AssembledUnit unit =
                Assembler.assemble(Preprocessor.preprocess("/bench/code.S", CppOptions.none(), path -> text));
        if (!unit.problems().isEmpty()) {
            throw new IllegalStateException(unit.problems().toString());
        }
        return unit.sections().stream()
                .filter(s -> s.executable() && s.size() > 0)
                .findFirst()
                .orElseThrow()
                .content();
    }
}
