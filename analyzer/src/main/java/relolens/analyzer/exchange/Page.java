package relolens.analyzer.exchange;

/** Markup being put together. */
final class Page {
    private final StringBuilder out = new StringBuilder();

    /** Adds markup as it stands. */
    Page raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Adds text, escaped. */
    Page text(String text) {
        out.append(Markup.escaped(text));
        return this;
    }

    /** Adds an element that holds text only. */
    Page element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">\n");
    }

    /** Adds a table cell that holds text only. */
    Page cell(String classes, String text) {
        return raw(classes.isEmpty() ? "<td>" : "<td class=\"" + classes + "\">")
                .text(text)
                .raw("</td>");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
