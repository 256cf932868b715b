package relolens.analyzer.exchange;

/**
 * Who made the report.
 *
 * @param name of the program
 * @param version of the program
 */
public record Tool(String name, String version) {}
