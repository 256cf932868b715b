package relolens.analyzer.asm;

/** Finds the name that a misspelt one was probably meant to be. */
final class Nearest {
    private static final int SHORT = 5;

    private Nearest() {}

    /** {@return "; did you mean …?" with the nearest name, "" if none is near: one slip, or two in a long name} */
    static String suggestion(String word, Iterable<String> names) {
        int most = word.length() <= SHORT ? 1 : 2;
        String best = "";
        int least = most + 1;
        for (String name : names) {
            if (Math.abs(name.length() - word.length()) <= most) {
                int distance = distance(name, word);
                if (distance < least || distance == least && name.compareTo(best) < 0) {
                    least = distance;
                    best = name;
                }
            }
        }
        return least > most ? "" : "; did you mean " + best + "?";
    }

    /** {@return how many letters must be put in, taken out, changed or swapped with their neighbour} */
    private static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            rows[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            rows[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                rows[i][j] = Math.min(change, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[a.length()][b.length()];
    }
}
