package relolens.analyzer.exchange;

/** The page's style sheet: light and dark by the reader's wish; no meaning by colour alone. */
final class HtmlStyle {
    static final String SHEET = """
            :root { color-scheme: light dark; --line: #d0d7de; --soft: #f6f8fa; --dim: #57606a; --heat: 220, 90, 20;
              --error: #cf222e; --warning: #9a6700; --note: #0969da; --good: #1a7f37; }
            @media (prefers-color-scheme: dark) { :root { --line: #3d444d; --soft: #161b22; --dim: #9198a1;
              --heat: 255, 140, 60; --error: #ff7b72; --warning: #d29922; --note: #58a6ff; --good: #3fb950; } }
            body { font: 15px/1.5 system-ui, sans-serif; margin: 0; }
            main { max-width: 1400px; margin: 0 auto; padding: 1.5rem; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; overflow-wrap: anywhere; }
            h3 { font-size: 1rem; margin: 0; }
            table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
            caption { text-align: left; font-weight: 600; padding: .3rem 0; }
            th, td { text-align: left; padding: .15rem .6rem; vertical-align: top; }
            .routines th, .routines td, .runs th, .runs td { border-bottom: 1px solid var(--line); }
            .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            .badge { border: 1px solid currentColor; border-radius: 1em; padding: 0 .6em; white-space: nowrap; }
            .agnostic { color: var(--good); } .neither { color: var(--error); }
            .on-only, .off-only { color: var(--warning); } .unknown { color: var(--dim); }
            .finding { border-left: 4px solid var(--dim); background: var(--soft); padding: .6rem 1rem; margin: .8rem 0; }
            .finding.error { border-color: var(--error); } .finding.warning { border-color: var(--warning); }
            .finding.note { border-color: var(--note); }
            .finding p, .finding ol { margin: .3rem 0; }
            pre, .listing { font: 13px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; }
            .listing-frame { overflow-x: auto; }
            .listing td.source { white-space: pre; }
            .listing td.causes { white-space: nowrap; }
            .listing th, .listing td { padding: 0 .6rem; }
            .listing thead th { position: sticky; top: 0; background: var(--soft); font-family: system-ui, sans-serif; }
            .listing tr:target { outline: 2px solid var(--note); }
            .listing .state { color: var(--dim); white-space: nowrap; }
            .listing tr.marked td:first-child { font-weight: 700; text-decoration: underline; }
            .bar { display: inline-block; height: .8em; vertical-align: baseline; }
            .issue { background: #8c959f; } .load { background: #0969da; } .store { background: #bf8700; }
            .device { background: #cf222e; } .tlb { background: #8250df; } .barrier { background: #bf3989; }
            .branch { background: #1a7f37; } .fetch { background: #0b7285; } .maintenance { background: #953800; }
            .legend span.key { margin-right: 1rem; white-space: nowrap; }
            .legend .bar { width: .8em; margin-right: .3em; }
            footer { margin-top: 3rem; color: var(--dim); }
            """;

    private HtmlStyle() {}
}
