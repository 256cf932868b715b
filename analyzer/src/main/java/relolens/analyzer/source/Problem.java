package relolens.analyzer.source;

/**
 * Something wrong with the input, found while reading it.
 *
 * @param code short stable name, for example "missing-include", "unknown-mnemonic"
 * @param message what was expected and what to do
 */
public record Problem(Severity severity, String code, String message, Origin origin) {}
