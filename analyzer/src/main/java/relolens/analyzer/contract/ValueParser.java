package relolens.analyzer.contract;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads what a run puts into a register: numbers, symbols, {@code buffer(…)}, {@code kimage(…)} and its parts. */
final class ValueParser {
    private static final String EXPECTED =
            "a number, a symbol, buffer(…), kimage(…), kimage.start, kimage.dtb or kimage.offset";
    private static final String PARAMETERS =
            "abi=, size=, order=, layout=, va=, granule=, map=, inplace=, dirty=, seed= or overlap=";

    private ValueParser() {}

    static RunValue value(ClauseScanner in) throws BadClause {
        String word = in.word(EXPECTED);
        if (Character.isDigit(word.charAt(0)) || word.charAt(0) == '-') {
            Optional<Long> number = Sizes.parse(word);
            if (number.isEmpty()) {
                throw in.wrong("a number");
            }
            return new RunValue.Number(number.get());
        }
        switch (word) {
            case "kimage":
                return new RunValue.KimageHead(kimage(in));
            case "kimage.start":
                return new RunValue.KimagePart(RunValue.Part.START);
            case "kimage.dtb":
                return new RunValue.KimagePart(RunValue.Part.DTB);
            case "kimage.offset":
                return new RunValue.KimagePart(RunValue.Part.OFFSET);
            case "buffer":
                return buffer(in);
            case "symbol":
                in.require('(', "symbol");
                String name = in.word("a symbol's name");
                in.require(')', "the symbol's name");
                return new RunValue.SymbolAddress(name);
            default:
                if (in.peek() == '(' || word.startsWith("kimage.") || !word.matches("[A-Za-z_.$][A-Za-z0-9_.$]*")) {
                    throw in.wrong(EXPECTED);
                }
                return new RunValue.SymbolAddress(word);
        }
    }

    private static Kimage kimage(ClauseScanner in) throws BadClause {
        Kimage k = Kimage.DEFAULT;
        if (!in.accept('(')) {
            return k;
        }
        Set<String> seen = new HashSet<>();
        while (!in.accept(')')) {
            String key = in.word(PARAMETERS);
            if (!seen.add(key)) {
                throw in.misplaced("\"" + key + "\" is given twice");
            }
            k = parameter(k, key, in);
            if (in.peek() != ')') {
                in.require(',', "a parameter (or ')')");
            }
        }
        return k;
    }

    private static Kimage parameter(Kimage k, String key, ClauseScanner in) throws BadClause {
        if (!Set.of("abi", "size", "order", "layout", "va", "granule", "map", "inplace", "dirty", "seed", "overlap")
                .contains(key)) {
            throw in.wrong(PARAMETERS);
        }
        in.require('=', key);
        KimageBuilder b = new KimageBuilder(k);
        switch (key) {
            case "abi":
                b.structure = in.oneOf("abi", "head", "struct").equals("struct");
                break;
            case "size":
                b.size = in.size("size", 0);
                break;
            case "order":
                b.order = (int) in.number("order", 0, 10);
                break;
            case "layout":
                b.layout = switch (in.oneOf("layout", "contiguous", "scattered", "reversed")) {
                    case "contiguous" -> Kimage.Layout.CONTIGUOUS;
                    case "reversed" -> Kimage.Layout.REVERSED;
                    default -> Kimage.Layout.SCATTERED;
                };
                break;
            case "va":
                b.va = in.oneOf("va", "linear", "contiguous").equals("linear")
                        ? Kimage.VirtualLayout.LINEAR
                        : Kimage.VirtualLayout.CONTIGUOUS;
                break;
            case "granule":
                b.granule = granule(in);
                break;
            case "map":
                b.blockMapped = in.oneOf("map", "page", "block").equals("block");
                break;
            case "inplace":
                b.inPlacePercent = percent(in);
                break;
            case "dirty":
                b.dirtyPercent = percent(in);
                break;
            case "seed":
                b.seed = in.number("seed", Long.MIN_VALUE, Long.MAX_VALUE);
                break;
            default:
                b.adversarial = in.oneOf("overlap", "none", "adversarial").equals("adversarial");
        }
        return b.build();
    }

    private static int granule(ClauseScanner in) throws BadClause {
        return switch (in.oneOf("granule", "4K", "16K", "64K", "4096", "16384", "65536")) {
            case "4K", "4096" -> 4096;
            case "16K", "16384" -> 16384;
            default -> 65536;
        };
    }

    private static int percent(ClauseScanner in) throws BadClause {
        String word = in.word("a percentage from 0 to 100");
        String digits = word.endsWith("%") ? word.substring(0, word.length() - 1) : word;
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > 100) {
            throw in.wrong("a percentage from 0 to 100");
        }
        return Integer.parseInt(digits);
    }

    private static RunValue buffer(ClauseScanner in) throws BadClause {
        long size = 0;
        long align = 4096;
        boolean virtual = true;
        boolean random = true;
        in.require('(', "buffer");
        while (!in.accept(')')) {
            switch (in.oneOf("buffer parameter", "size", "align", "va", "pa", "random", "zero")) {
                case "size":
                    in.require('=', "size");
                    size = in.size("size");
                    break;
                case "align":
                    in.require('=', "align");
                    align = in.powerOfTwo("alignment");
                    break;
                case "va":
                    virtual = true;
                    break;
                case "pa":
                    virtual = false;
                    break;
                case "random":
                    random = true;
                    break;
                default:
                    random = false;
            }
            if (in.peek() != ')') {
                in.require(',', "a parameter (or ')')");
            }
        }
        if (size == 0) {
            throw in.misplaced("expected size= inside buffer(…)");
        }
        return new RunValue.Buffer(size, align, virtual, random);
    }

    /** A kimage under change. */
    private static final class KimageBuilder {
        private boolean structure;
        private long size;
        private int order;
        private Kimage.Layout layout;
        private Kimage.VirtualLayout va;
        private int granule;
        private boolean blockMapped;
        private int inPlacePercent;
        private int dirtyPercent;
        private long seed;
        private boolean adversarial;

        KimageBuilder(Kimage k) {
            structure = k.structure();
            size = k.size();
            order = k.order();
            layout = k.layout();
            va = k.va();
            granule = k.granule();
            blockMapped = k.blockMapped();
            inPlacePercent = k.inPlacePercent();
            dirtyPercent = k.dirtyPercent();
            seed = k.seed();
            adversarial = k.adversarial();
        }

        Kimage build() {
            return new Kimage(
                    structure,
                    size,
                    order,
                    layout,
                    va,
                    granule,
                    blockMapped,
                    inPlacePercent,
                    dirtyPercent,
                    seed,
                    adversarial);
        }
    }
}
