package relolens.analyzer.cpp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the logical lines of a text (C11 5.1.1.2 phases 2 and 3, without making tokens) and its contract comments. */
final class LineSplitter {
    private final String text;
    private final int length;
    private int at;
    private int count;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private boolean[] directives = new boolean[64];
    private boolean[] splices = new boolean[64];
    private final List<SourceText.Comment> comments = new ArrayList<>();
    private int unterminatedComment = -1;

    /** State of the line being read: its first visible character's offset, or -1. */
    private int first;

    private boolean hasSplice;

    LineSplitter(String text) {
        this.text = text;
        this.length = text.length();
    }

    void split() {
        while (at < length) {
            splitLine();
        }
    }

    private void splitLine() {
        first = -1;
        hasSplice = false;
        int visibleEnd = at;
        while (at < length) {
            char c = text.charAt(at);
            if (c == '\n') {
                break;
            }
            if (c == '\\') {
                int after = afterSplice(text, at);
                if (after > 0) {
                    hasSplice = true;
                    at = after;
                    continue;
                }
            } else if (c == '/') {
                int next = pastSplices(at + 1);
                char d = next < length ? text.charAt(next) : 0;
                if (d == '*') {
                    blockComment(next + 1);
                    continue;
                }
                if (d == '/') {
                    lineComment(next + 1);
                    continue;
                }
            } else if (c <= ' ') {
                at++;
                continue;
            }
            if (first < 0) {
                first = at;
            }
            if (c == '"' || c == '\'') {
                quoted(c);
            } else {
                at++;
            }
            visibleEnd = at;
        }
        if (first >= 0) {
            add(first, visibleEnd);
        }
        at++;
    }

    private void quoted(char quote) {
        at++;
        while (at < length) {
            char c = text.charAt(at);
            if (c == '\n') {
                return;
            }
            if (c == '\\') {
                int after = afterSplice(text, at);
                if (after > 0) {
                    hasSplice = true;
                    at = after;
                    continue;
                }
                int escaped = pastSplices(at + 1);
                at = escaped < length && text.charAt(escaped) != '\n' ? escaped + 1 : escaped;
                continue;
            }
            at++;
            if (c == quote) {
                return;
            }
        }
    }

    private void blockComment(int body) {
        int end = body;
        while (true) {
            end = text.indexOf('*', end);
            if (end < 0) {
                unterminatedComment = at;
                end = length;
                contractBlock(body, length);
                at = length;
                return;
            }
            int slash = pastSplices(end + 1);
            if (slash < length && text.charAt(slash) == '/') {
                contractBlock(body, end);
                at = slash + 1;
                return;
            }
            end++;
        }
    }

    private void contractBlock(int body, int end) {
        if (body >= end || text.charAt(body) != '@') {
            return;
        }
        int from = body + 1;
        while (from <= end) {
            int newline = text.indexOf('\n', from);
            int to = newline < 0 || newline > end ? end : newline;
            int start = from;
            while (start < to && text.charAt(start) <= ' ') {
                start++;
            }
            if (from > body + 1 && start < to && text.charAt(start) == '*') {
                start++;
            }
            clause(start, to);
            from = to + 1;
        }
    }

    private void lineComment(int body) {
        int end = body;
        while (true) {
            int newline = text.indexOf('\n', end);
            end = newline < 0 ? length : newline;
            int back = end - 1;
            while (back >= body && text.charAt(back) <= ' ') {
                back--;
            }
            if (newline < 0 || back < body || text.charAt(back) != '\\') {
                break;
            }
            hasSplice = true;
            end = newline + 1;
        }
        if (first < 0 && body < end && text.charAt(body) == '@') {
            clause(body + 1, end);
        }
        at = end;
    }

    private void clause(int from, int to) {
        int start = from;
        int end = to;
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) <= ' ') {
            end--;
        }
        if (start < end) {
            comments.add(new SourceText.Comment(count, start, text.substring(start, end)));
        }
    }

    private void add(int start, int end) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            directives = Arrays.copyOf(directives, count * 2);
            splices = Arrays.copyOf(splices, count * 2);
        }
        starts[count] = start;
        ends[count] = end;
        directives[count] = text.charAt(start) == '#';
        splices[count] = hasSplice;
        count++;
    }

    private int pastSplices(int from) {
        int i = from;
        while (i < length && text.charAt(i) == '\\') {
            int after = afterSplice(text, i);
            if (after < 0) {
                return i;
            }
            hasSplice = true;
            i = after;
        }
        return i;
    }

    /** {@return the offset behind the line splice that begins at the backslash {@code at}, or -1 if it is none} */
    static int afterSplice(String text, int at) {
        int i = at + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\n') {
                return i + 1;
            }
            if (c != ' ' && c != '\t' && c != '\r' && c != '\f' && c != 0x0b) {
                return -1;
            }
            i++;
        }
        return -1;
    }

    int[] lineStarts() {
        int[] found = new int[64];
        int n = 1;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            if (n == found.length) {
                found = Arrays.copyOf(found, n * 2);
            }
            found[n++] = i + 1;
        }
        return Arrays.copyOf(found, n);
    }

    int[] starts() {
        return Arrays.copyOf(starts, count);
    }

    int[] ends() {
        return Arrays.copyOf(ends, count);
    }

    boolean[] directives() {
        return Arrays.copyOf(directives, count);
    }

    boolean[] splices() {
        return Arrays.copyOf(splices, count);
    }

    List<SourceText.Comment> comments() {
        return List.copyOf(comments);
    }

    int unterminatedComment() {
        return unterminatedComment;
    }
}
