package relolens.server.document;

import relolens.analyzer.report.Report;

/**
 * What a run of a document's routines came to.
 *
 * @param version document version that ran
 * @param report with runs
 */
public record RunResult(int version, Report report) {}
