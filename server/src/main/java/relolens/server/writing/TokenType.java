package relolens.server.writing;

import java.util.Arrays;
import java.util.List;
import org.eclipse.lsp4j.SemanticTokensLegend;

/** What tokens are, in the protocol's standard words, so that every editor's theme knows them. */
enum TokenType {
    /** An instruction. */
    MNEMONIC("keyword"),
    /** A directive of the assembler or the preprocessor. */
    DIRECTIVE("modifier"),
    REGISTER("variable"),
    /** A system register, a field of PSTATE, an operation of DC, IC, AT or TLBI. */
    SYSTEM("property"),
    LABEL("label"),
    FUNCTION("function"),
    MACRO("macro"),
    PARAMETER("parameter"),
    NUMBER("number"),
    STRING("string"),
    COMMENT("comment"),
    /** A contract clause. */
    CONTRACT("decorator"),
    /** A condition or a barrier's option. */
    OPTION("enumMember"),
    /** A shift, an extension, {@code :lo12:}. */
    OPERATOR("operator");

    private final String wire;

    TokenType(String wire) {
        this.wire = wire;
    }

    /** The token defines what it names. */
    static final int DEFINITION = 1;
    /** A conditional leaves the line out. */
    static final int INACTIVE = 2;

    private static final List<String> MODIFIERS = List.of("definition", "inactive");

    static SemanticTokensLegend legend() {
        return new SemanticTokensLegend(Arrays.stream(values()).map(t -> t.wire).toList(), MODIFIERS);
    }
}
