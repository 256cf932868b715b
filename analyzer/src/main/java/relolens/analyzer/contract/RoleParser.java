package relolens.analyzer.contract;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.contract.Clause.Direction;
import relolens.analyzer.contract.Clause.Lines;
import relolens.analyzer.contract.Clause.Role;
import relolens.analyzer.contract.Clause.Space;
import relolens.analyzer.contract.Clause.Statement;

/** Reads a register role: {@code data va size=64K align=4K lines=clean}. */
final class RoleParser {
    private static final String ROLES =
            "a role: code, pagetable, emptytable, data, stack, device, pagelist, offset, number, symbol";

    private final ClauseScanner in;
    private final String register;
    private final Statement by;
    private Space space = Space.UNKNOWN;
    private long size;
    private long align;
    private Lines lines = Lines.UNKNOWN;
    private @Nullable Long number;
    private @Nullable String symbol;
    private Direction direction = Direction.NONE;

    RoleParser(ClauseScanner in, String register, Statement by) {
        this.in = in;
        this.register = register;
        this.by = by;
    }

    Clause parse() throws BadClause {
        Role role = role(in.word(ROLES));
        switch (role) {
            case NUMBER:
                if (!in.atEnd()) {
                    number = value();
                }
                break;
            case SYMBOL:
                symbol = in.word("the symbol's name");
                break;
            case OFFSET:
                boolean added = in.oneOf("a direction", "phys-to-virt", "phys-minus-virt")
                        .equals("phys-to-virt");
                direction = added ? Direction.PHYS_TO_VIRT : Direction.PHYS_MINUS_VIRT;
                break;
            default:
                break;
        }
        while (!in.atEnd()) {
            if (role == Role.NUMBER || role == Role.OFFSET) {
                throw in.expected("the end of the clause");
            }
            option();
        }
        return new Clause.Register(register, role, space, size, align, lines, number, symbol, direction, by);
    }

    private Role role(String word) throws BadClause {
        for (Role role : Role.values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(word)) {
                return role;
            }
        }
        throw in.wrong(ROLES);
    }

    private long value() throws BadClause {
        Optional<Long> value = Sizes.parse(in.word("a number"));
        if (value.isEmpty()) {
            throw in.wrong("a number");
        }
        return value.get();
    }

    private void option() throws BadClause {
        switch (in.oneOf("one of", "pa", "va", "size", "align", "lines")) {
            case "pa":
                space = Space.PA;
                break;
            case "va":
                space = Space.VA;
                break;
            case "size":
                in.require('=', "size");
                size = in.size("size");
                break;
            case "align":
                in.require('=', "align");
                align = in.powerOfTwo("alignment");
                break;
            default:
                in.require('=', "lines");
                lines = switch (in.oneOf("lines", "clean", "dirty", "unknown")) {
                    case "clean" -> Lines.CLEAN;
                    case "dirty" -> Lines.DIRTY;
                    default -> Lines.UNKNOWN;
                };
        }
    }
}
