package relolens.analyzer.exchange;

/** A page of HTML being put together: whole, with its style in it, nothing loaded from elsewhere. */
public final class Page {
    private final StringBuilder out = new StringBuilder();

    private Page() {}

    /** {@return a page up to its heading} */
    public static Page begin(String title, Tool tool) {
        return new Page()
                .raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta name=\"generator\" content=\"")
                .text(tool.name() + " " + tool.version())
                .raw("\">\n")
                .element("title", title)
                .raw("<style>\n" + HtmlStyle.SHEET + "</style>\n</head>\n<body>\n<main>\n")
                .element("h1", title);
    }

    /** {@return the whole page} */
    public String end(Tool tool) {
        return raw("<footer>")
                .text(tool.name() + " " + tool.version())
                .raw("</footer>\n</main>\n</body>\n</html>\n")
                .toString();
    }

    /** Adds markup as it stands. */
    public Page raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Adds text, escaped. */
    public Page text(String text) {
        out.append(Markup.escaped(text));
        return this;
    }

    /** Adds an element that holds text only. */
    public Page element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">\n");
    }

    /** Adds a table cell that holds text only. */
    public Page cell(String classes, String text) {
        return raw(classes.isEmpty() ? "<td>" : "<td class=\"" + classes + "\">")
                .text(text)
                .raw("</td>");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
