package relolens.analyzer.reply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import relolens.analyzer.exchange.Tool;
import relolens.analyzer.patch.FilePatch;
import relolens.analyzer.patch.Hunk;
import relolens.analyzer.patch.Letter;
import relolens.analyzer.review.ChangedLines;
import relolens.analyzer.review.Comment;
import relolens.analyzer.review.Comment.Place;
import relolens.analyzer.review.Review;
import relolens.analyzer.review.Step;

/**
 * Replies as reviewers on mailing lists write them: plain text, the patch quoted where it is spoken of, 78 columns but for
 * quotes, threaded. A mailbox of one reply for each patch there is something to say of; nothing is sent.
 */
public final class MailReply {
    static final int WIDTH = 78;
    /** Lines of the patch quoted before a comment. */
    private static final int CONTEXT = 6;

    private final Answer answer;
    private final Tool tool;
    private final StringBuilder out = new StringBuilder();

    private MailReply(Answer answer, Tool tool) {
        this.answer = answer;
        this.tool = tool;
    }

    /** Writes the mailbox; nothing where there is nothing to say. */
    public static void write(Answer answer, Tool tool, Writer to) {
        try {
            to.write(new MailReply(answer, tool).mailbox());
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String mailbox() {
        List<Answer.Remarks> spoken = new ArrayList<>();
        for (Answer.Remarks r : answer.remarks()) {
            boolean costs = !r.step().review().costs().isEmpty();
            if (!r.comments().isEmpty() || costs) {
                spoken.add(r);
            }
        }
        for (int i = 0; i < spoken.size(); i++) {
            Answer.Remarks r = spoken.get(i);
            header(r.step().patch().letter(), r.step().patch().title());
            comments(r);
            costs(r.step().review());
            if (i == spoken.size() - 1) {
                ending(r.step());
            }
            out.append('\n');
        }
        return out.toString();
    }

    private void header(Letter letter, String title) {
        // The date of a mailbox line means nothing here: the same input gives the same bytes.
        out.append("From relolens Thu Jan  1 00:00:00 1970\n");
        out.append("From: ").append(tool.name()).append(" <relolens@invalid>\n");
        field("To", letter.from());
        List<String> others = new ArrayList<>();
        if (!letter.to().isEmpty()) {
            others.add(letter.to());
        }
        if (!letter.cc().isEmpty()) {
            others.add(letter.cc());
        }
        field("Cc", String.join(", ", others));
        String subject = letter.subject().isEmpty() ? title : letter.subject();
        field("Subject", subject.isEmpty() ? "Re: patch" : subject.startsWith("Re:") ? subject : "Re: " + subject);
        if (!letter.messageId().isEmpty()) {
            field("In-Reply-To", letter.messageId());
            List<String> thread = new ArrayList<>(letter.references());
            thread.remove(letter.messageId());
            thread.add(letter.messageId());
            field("References", String.join(" ", thread));
        }
        out.append("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n");
        if (!letter.from().isEmpty()) {
            String when = letter.date().isEmpty() ? "" : "On " + letter.date() + ", ";
            out.append(when).append(letter.from()).append(" wrote:\n");
        }
    }

    /** A header field; what is not ASCII goes as RFC 2047 words, which nobody needs to quote. */
    private void field(String name, String value) {
        if (!value.isEmpty()) {
            out.append(name).append(": ").append(HeaderText.encoded(value)).append('\n');
        }
    }

    private void comments(Answer.Remarks remarks) {
        Step step = remarks.step();
        for (FilePatch file : step.patch().files()) {
            List<Comment> here = remarks.comments().stream()
                    .filter(c -> c.place() == Place.LINE && c.file().equals(file.path()))
                    .sorted((a, b) -> Integer.compare(a.line(), b.line()))
                    .toList();
            if (!here.isEmpty()) {
                out.append("> diff --git a/").append(file.oldPath() == null ? file.path() : file.oldPath());
                out.append(" b/").append(file.path()).append('\n');
                quoted(step.of(file.path()), here);
            }
        }
        for (Comment c : remarks.comments()) {
            if (c.place() != Place.LINE) {
                out.append('\n');
                wrapped(c.file() + ", line " + c.line() + ":");
                text(c);
            }
        }
    }

    private void quoted(ChangedLines changed, List<Comment> comments) {
        int said = 0;
        for (int h = 0; h < changed.hunks().size(); h++) {
            int index = h;
            List<Comment> here = comments.stream()
                    .filter(c -> changed.hunk(c.line()) == index)
                    .toList();
            if (here.isEmpty()) {
                continue;
            }
            Hunk hunk = changed.hunks().get(h);
            out.append("> @@ -").append(hunk.oldStart()).append(',').append(hunk.oldCount());
            out.append(" +")
                    .append(hunk.newStart())
                    .append(',')
                    .append(hunk.newCount())
                    .append(" @@");
            out.append(hunk.heading().isEmpty() ? "" : " " + hunk.heading()).append('\n');
            int from = 0;
            for (Comment c : here) {
                int to = index(hunk, c.line());
                int start = Math.max(from, to - CONTEXT);
                if (start > from) {
                    out.append("> [...]\n");
                }
                for (int i = start; i <= to; i++) {
                    out.append("> ")
                            .append(hunk.lines().get(i).marked().stripTrailing())
                            .append('\n');
                }
                from = Math.max(from, to + 1);
                out.append('\n');
                text(c);
                said++;
                if (said < comments.size()) {
                    out.append('\n');
                }
            }
        }
    }

    private static int index(Hunk hunk, int line) {
        int now = hunk.newStart() - 1;
        for (int i = 0; i < hunk.lines().size(); i++) {
            now += hunk.lines().get(i).kind() == Hunk.Kind.REMOVED ? 0 : 1;
            if (now == line && hunk.lines().get(i).kind() != Hunk.Kind.REMOVED) {
                return i;
            }
        }
        return hunk.lines().size() - 1;
    }

    private void text(Comment c) {
        for (String paragraph : c.lines()) {
            wrapped(paragraph);
        }
        Comment.Suggestion s = c.suggestion();
        if (s != null) {
            out.append('\n');
            s.text().forEach(l -> out.append("    ").append(l).append('\n'));
        }
    }

    private void wrapped(String paragraph) {
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.split(" +")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
                out.append(line).append('\n');
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        out.append(line).append('\n');
    }

    private void costs(Review review) {
        if (review.costs().isEmpty()) {
            return;
        }
        out.append("\nModelled cost, before and after this patch:\n");
        review.costs().forEach(c -> wrapped("- " + Summary.cost(c)));
    }

    private void ending(Step step) {
        Review whole = answer.review().whole();
        out.append('\n');
        int repaired =
                answer.remarks().stream().mapToInt(r -> r.step().repaired()).sum();
        if (repaired > 0) {
            wrapped(repaired + (repaired == 1 ? " finding of an earlier patch is" : " findings of earlier patches are")
                    + " settled by a later one and left out here.");
        }
        if (!whole.fixed().isEmpty()) {
            wrapped("Settled by this series:");
            whole.fixed().forEach(f -> wrapped("  " + Summary.finding(f)));
        }
        answer.review().notes().forEach(n -> wrapped("Note: " + n + "."));
        String file = step.patch().files().isEmpty()
                ? ""
                : step.patch().files().get(0).path();
        wrapped("To see the same: relolens analyze " + file);
    }
}
