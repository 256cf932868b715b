package relolens.analyzer.contract;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.PatternSyntaxException;

/** File patterns and name patterns: {@code *}, {@code **}, {@code ?}, {@code [a-z]}, {@code {a,b}}. */
final class Glob {
    private Glob() {}

    static boolean valid(String glob) {
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + glob);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** {@return whether {@code path} fits; a pattern without a slash fits file names in any directory} */
    static boolean matches(String glob, String path) {
        try {
            Path p = Path.of(path);
            Path name = p.getFileName();
            boolean whole =
                    FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(p);
            return whole
                    || glob.indexOf('/') < 0
                            && name != null
                            && FileSystems.getDefault()
                                    .getPathMatcher("glob:" + glob)
                                    .matches(name);
        } catch (PatternSyntaxException | InvalidPathException e) {
            return false;
        }
    }

    /** {@return whether a routine's name fits; only {@code *} is special} */
    static boolean matchesName(String pattern, String name) {
        if (pattern.indexOf('*') < 0) {
            return pattern.equals(name);
        }
        int p = 0;
        int n = 0;
        int star = -1;
        int retry = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
