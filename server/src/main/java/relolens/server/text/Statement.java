package relolens.server.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.server.text.Token.Kind;

/**
 * What stands between two semicolons of one line.
 *
 * @param line the whole line
 * @param tokens the statement's, labels and comments included
 */
public record Statement(String line, List<Token> tokens) {
    public Statement {
        tokens = List.copyOf(tokens);
    }

    /** {@return the operation or directive, or null where there is none yet} */
    public @Nullable Token operation() {
        for (Token t : tokens) {
            if (t.kind() == Kind.OPERATION || t.kind() == Kind.DIRECTIVE) {
                return t;
            }
        }
        return null;
    }

    /** {@return the operation's text, lower case, "" where there is none} */
    public String operationText() {
        Token t = operation();
        return t == null ? "" : t.text(line).toLowerCase(java.util.Locale.ROOT);
    }

    /** {@return the tokens behind the operation, comments left out} */
    public List<Token> operands() {
        Token operation = operation();
        List<Token> found = new ArrayList<>();
        for (Token t : tokens) {
            if (operation != null
                    && t.from() >= operation.to()
                    && t.kind() != Kind.COMMENT
                    && t.kind() != Kind.CONTRACT) {
                found.add(t);
            }
        }
        return found;
    }

    /**
     * Where in the operands a char stands.
     *
     * @param operand number of commas outside brackets before it
     * @param inside number of commas before it inside the bracket it stands in, -1 if in none
     */
    public record Place(int operand, int inside) {}

    /** {@return which operand the char {@code at} belongs to} */
    public Place place(int at) {
        int operand = 0;
        int inside = -1;
        for (Token t : operands()) {
            if (t.to() > at || t.kind() != Kind.PUNCTUATION) {
                continue;
            }
            char c = line.charAt(t.from());
            if (c == '[' || c == '{' || c == '(') {
                inside = 0;
            } else if (c == ']' || c == '}' || c == ')') {
                inside = -1;
            } else if (c == ',' && inside >= 0) {
                inside++;
            } else if (c == ',') {
                operand++;
            }
        }
        return new Place(operand, inside);
    }
}
