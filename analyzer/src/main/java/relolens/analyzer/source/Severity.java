package relolens.analyzer.source;

/** How bad a problem or finding is, worst first. */
public enum Severity {
    ERROR,
    WARNING,
    NOTE
}
