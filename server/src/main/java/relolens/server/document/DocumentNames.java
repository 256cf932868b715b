package relolens.server.document;

import org.jspecify.annotations.Nullable;
import relolens.analyzer.Study;
import relolens.analyzer.index.FileIndex;
import relolens.analyzer.index.UnitIndex;

/** The names of one version of a document: worked out when first asked for, once. */
public final class DocumentNames {
    private final TextDocument document;
    private final @Nullable UnitIndex unit;
    private @Nullable FileIndex file;

    DocumentNames(TextDocument document, Study.@Nullable Unit unit) {
        this.document = document;
        this.unit = unit == null ? null : new UnitIndex(unit.preprocessed(), unit.assembled());
    }

    /** Collects what both are asked for. */
    void prepare() {
        file();
        if (unit != null) {
            unit.isKnown("");
        }
    }

    /** {@return what the names mean, or null if the document was not analysed as a unit} */
    public @Nullable UnitIndex unit() {
        return unit;
    }

    /** {@return the document's own names} */
    public synchronized FileIndex file() {
        FileIndex known = file;
        if (known == null) {
            known = unit == null ? null : unit.file(document.path());
            if (known == null) {
                known = FileIndex.of(document.path(), document.text());
            }
            file = known;
        }
        return known;
    }
}
