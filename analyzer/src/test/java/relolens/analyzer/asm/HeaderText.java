package relolens.analyzer.asm;

import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.Preprocessor;

/** A unit with one header, through the real preprocessor. */
final class HeaderText {
    private HeaderText() {}

    static AssembledUnit assemble(String header, String main) {
        return Assembler.assemble(Preprocessor.preprocess("main.S", CppOptions.none(), path -> {
            return path.equals("main.S") ? "#include \"head.h\"\n" + main : path.endsWith("head.h") ? header : null;
        }));
    }
}
