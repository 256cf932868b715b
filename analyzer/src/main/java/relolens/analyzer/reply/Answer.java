package relolens.analyzer.reply;

import java.util.ArrayList;
import java.util.List;
import relolens.analyzer.review.Comment;
import relolens.analyzer.review.Comments;
import relolens.analyzer.review.SeriesReview;
import relolens.analyzer.review.Step;

/**
 * A review with everything there is to say about it, the same in every form.
 *
 * @param review what the change brings
 * @param remarks what to say, by patch, in order of the series
 */
public record Answer(SeriesReview review, List<Remarks> remarks) {
    public Answer {
        remarks = List.copyOf(remarks);
    }

    /** What to say about one patch. */
    public record Remarks(Step step, List<Comment> comments) {
        public Remarks {
            comments = List.copyOf(comments);
        }
    }

    /** {@return the answer to {@code review}, with at most {@link Comments#MOST} comments at lines} */
    public static Answer to(SeriesReview review) {
        List<Remarks> remarks = new ArrayList<>();
        int room = Comments.MOST;
        for (Step step : review.steps()) {
            List<Comment> comments = Comments.of(step, room);
            room -= (int) comments.stream()
                    .filter(c -> c.place() == Comment.Place.LINE)
                    .count();
            remarks.add(new Remarks(step, comments));
        }
        return new Answer(review, remarks);
    }

    /** {@return whether there is nothing to say} */
    public boolean isSilent() {
        return remarks.stream().allMatch(r -> r.comments().isEmpty())
                && review.whole().isEmpty();
    }
}
