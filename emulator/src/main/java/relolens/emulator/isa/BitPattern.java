package relolens.emulator.isa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/**
 * The bits column of a table row, read.
 *
 * @param mask bits that decide
 * @param value what they must be
 * @param word what the encoder starts from: {@link #value} plus the should-be bits
 * @param fields variable bits, each name once
 * @param ties second places of fields that occur twice; the first place has the same name
 * @param conditions further tests on the word
 * @param printed tests that a word has to pass to be printed
 */
record BitPattern(
        int mask,
        int value,
        int word,
        List<Field> fields,
        List<Field> ties,
        List<Condition> conditions,
        List<Condition> printed) {

    /** Reads a base row's pattern. */
    static BitPattern parse(String text) {
        List<Field> fields = new ArrayList<>();
        List<Field> ties = new ArrayList<>();
        List<Condition> conditions = new ArrayList<>();
        List<Condition> printed = new ArrayList<>(0);
        int mask = 0;
        int value = 0;
        int word = 0;
        int lsb = 32;
        int at = 0;
        while (at < text.length()) {
            int end = endOfToken(text, at);
            char c = text.charAt(at);
            if (c == '?') {
                conditions.add(Condition.named(text.substring(at + 1, end)));
            } else if (c == '!') {
                printed.add(Condition.named(text.substring(at + 1, end)));
            } else if (c == '0' || c == '1' || c == '(') {
                boolean decides = c != '(';
                for (int i = decides ? at : at + 1; i < (decides ? end : end - 1); i++) {
                    int bit = 1 << --lsb;
                    mask |= decides ? bit : 0;
                    if (text.charAt(i) == '1') {
                        word |= bit;
                        value |= decides ? bit : 0;
                    }
                }
            } else {
                Field f = field(text, at, end, lsb);
                lsb = f.lsb();
                (find(fields, f.name()) == null ? fields : ties).add(f);
            }
            at = end;
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }
        if (lsb != 0) {
            throw new IllegalArgumentException("pattern does not cover 32 bits: " + text);
        }
        return new BitPattern(mask, value, word, fields, ties, conditions, printed);
    }

    /** Reads an alias row's bits: what it fixes in this base pattern. */
    BitPattern fix(String text) {
        int mask = this.mask;
        int value = this.value;
        int word = this.word;
        List<Condition> all = new ArrayList<>(conditions);
        int at = 0;
        while (at < text.length()) {
            int end = endOfToken(text, at);
            if (text.charAt(at) == '?') {
                all.add(Condition.named(text.substring(at + 1, end)));
            } else {
                int equals = text.indexOf('=', at);
                String name = text.substring(at, equals);
                int bits = Integer.parseInt(text, equals + 1, end, 2);
                Field f = require(name);
                if (end - equals - 1 != f.width()) {
                    throw new IllegalArgumentException("wrong width for " + name + ": " + text);
                }
                for (Field place : places(f)) {
                    int fieldMask = mask(place);
                    mask |= fieldMask;
                    value = value & ~fieldMask | bits << place.lsb();
                    word = word & ~fieldMask | bits << place.lsb();
                }
            }
            at = end;
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }
        return new BitPattern(mask, value, word, fields, ties, all, printed);
    }

    /** {@return whether {@code word} is of the pattern, operands not yet considered} */
    boolean matches(int candidate) {
        if ((candidate & mask) != value) {
            return false;
        }
        for (int i = 0; i < ties.size(); i++) {
            Field tie = ties.get(i);
            if (tie.of(candidate) != require(tie.name()).of(candidate)) {
                return false;
            }
        }
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).holds(candidate)) {
                return false;
            }
        }
        return true;
    }

    /** {@return {@code candidate} with {@code bits} in all places of {@code field}} */
    int put(int candidate, Field field, int bits) {
        int result = candidate & ~mask(field) | bits << field.lsb() & mask(field);
        for (int i = 0; i < ties.size(); i++) {
            Field tie = ties.get(i);
            if (tie.name().equals(field.name())) {
                result = result & ~mask(tie) | bits << tie.lsb() & mask(tie);
            }
        }
        return result;
    }

    /** {@return the field called {@code name}} @throws IllegalArgumentException if there is none */
    Field require(String name) {
        Field f = find(fields, name);
        if (f == null) {
            throw new IllegalArgumentException("no field " + name + " in " + fields);
        }
        return f;
    }

    boolean has(String name) {
        return find(fields, name) != null;
    }

    static int mask(Field f) {
        return (int) ((1L << f.width()) - 1) << f.lsb();
    }

    private List<Field> places(Field field) {
        List<Field> all = new ArrayList<>(Arrays.asList(field));
        for (Field tie : ties) {
            if (tie.name().equals(field.name())) {
                all.add(tie);
            }
        }
        return all;
    }

    private static Field field(String text, int from, int to, int above) {
        int colon = text.indexOf(':', from);
        boolean wide = colon >= 0 && colon < to;
        int width = wide ? Integer.parseInt(text, colon + 1, to, 10) : 1;
        return new Field(text.substring(from, wide ? colon : to), above - width, width);
    }

    private static @Nullable Field find(List<Field> fields, String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return fields.get(i);
            }
        }
        return null;
    }

    private static int endOfToken(String text, int from) {
        int end = text.indexOf(' ', from);
        return end < 0 ? text.length() : end;
    }
}
