package relolens.analyzer.asm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import relolens.analyzer.source.Frame;
import relolens.analyzer.source.Origin;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.Severity;

/** Collects what is wrong. C text that came in with a header becomes one note a file, not a flood of errors. */
final class Problems {
    private static final int MOST = 1000;
    private static final int PLENTY = 100;
    private static final Pattern C_TEXT = Pattern.compile(
            "(typedef|struct|union|enum|extern|static|inline|__inline__|void|int|char|unsigned"
                    + "|signed|short|bool|const|volatile|return|u8|u16|u32|u64|s8|s16|s32|s64|__u\\d+|__s\\d+|size_t"
                    + "|uint\\d+_t|int\\d+_t|UINT\\w*|INT\\w*|VOID|EFI_STATUS|BOOLEAN)\\b.*|[{}].*|.*\\{|\\w+\\s*\\(.*");

    private final String mainFile;
    private final List<Problem> list = new ArrayList<>();
    private final Set<String> cFiles = new HashSet<>();
    private int dropped;

    Problems(String mainFile, List<Problem> before) {
        this.mainFile = mainFile;
        list.addAll(before);
    }

    /** {@return whether so much is wrong that nobody reads suggestions any more} */
    boolean plenty() {
        return list.size() > PLENTY;
    }

    List<Problem> list() {
        return list;
    }

    void add(Severity severity, String code, String message, Origin origin) {
        if (list.size() < MOST) {
            list.add(new Problem(severity, code, message, origin));
        } else if (dropped++ == 0) {
            list.add(new Problem(
                    Severity.ERROR,
                    "too-many-problems",
                    "more than " + MOST + " problems; the rest is not listed",
                    origin));
        }
    }

    void error(String code, String message, Origin origin) {
        add(Severity.ERROR, code, message, origin);
    }

    void warning(String code, String message, Origin origin) {
        add(Severity.WARNING, code, message, origin);
    }

    /** {@return whether a statement stands, outside any macro, in a header whose C text was noted before} */
    boolean inCText(Origin origin) {
        return cFiles.contains(origin.span().file())
                && origin.expansion().stream().allMatch(f -> f.kind() == Frame.Kind.INCLUDE);
    }

    /** {@return whether {@code statement} is C text from a header, now noted as such} */
    boolean isCText(String statement, Origin origin) {
        String file = origin.span().file();
        if (file.equals(mainFile) || !origin.expansion().isEmpty() && file.equals(mainFile)) {
            return false;
        }
        if (cFiles.contains(file)) {
            return true;
        }
        if (!C_TEXT.matcher(statement).matches()) {
            return false;
        }
        cFiles.add(file);
        add(
                Severity.NOTE,
                "c-text",
                "this header holds C text that no assembler reads; its statements that are neither labels, directives"
                        + " nor instructions are skipped (guard them with #ifndef __ASSEMBLY__)",
                origin);
        return true;
    }
}
