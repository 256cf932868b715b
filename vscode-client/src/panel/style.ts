/** The panel's style sheet. Colours are the editor's, with a light and a dark look of their own in an exported page. */
export const STYLE = `
:root { color-scheme: light dark; --fg: var(--vscode-foreground, CanvasText); --bg: var(--vscode-editor-background, Canvas);
  --line: var(--vscode-editorWidget-border, #8885); --dim: var(--vscode-descriptionForeground, #656d76);
  --soft: var(--vscode-editorWidget-background, #8881); --link: var(--vscode-textLink-foreground, #0969da);
  --focus: var(--vscode-focusBorder, #0969da); --mono: var(--vscode-editor-font-family, ui-monospace, monospace);
  --heat: 220, 90, 20; --good: var(--vscode-testing-iconPassed, #1a7f37); --bad: var(--vscode-editorError-foreground, #cf222e);
  --warn: var(--vscode-editorWarning-foreground, #9a6700);
  --issue: #8c959f; --load: #2f81f7; --store: #c69026; --device: #e5534b; --tlb: #986ee2; --barrier: #e275ad;
  --branch: #46954a; --fetch: #1b97a6; --maintenance: #cc6b2c; }
@media (prefers-color-scheme: dark) { :root { --dim: var(--vscode-descriptionForeground, #9198a1);
  --link: var(--vscode-textLink-foreground, #58a6ff); --good: var(--vscode-testing-iconPassed, #3fb950);
  --bad: var(--vscode-editorError-foreground, #ff7b72); --warn: var(--vscode-editorWarning-foreground, #d29922); } }
/* a light theme's colours for icons and squiggles are too pale for words */
.vscode-light { --good: #116329; --bad: #b01011; --warn: #7d4e00; }
body { color: var(--fg); background: var(--bg); font: var(--vscode-font-size, 13px)/1.5 var(--vscode-font-family, system-ui, sans-serif);
  margin: 0; padding: 0; }
main { padding: 0 20px 40px; }
header { padding: 12px 20px 0; }
h1 { font-size: 1.5em; margin: 0; overflow-wrap: anywhere; } h2 { font-size: 1.2em; margin: 28px 0 4px; }
p { margin: 4px 0; max-width: 90ch; } .dim { color: var(--dim); }
a { color: var(--link); }
nav { margin: 8px 0; } nav a { margin-right: 16px; }
button { font: inherit; border: 1px solid var(--vscode-contrastBorder, transparent); border-radius: 2px; padding: 3px 11px; margin: 0 6px 4px 0;
  cursor: pointer; color: var(--vscode-button-foreground, #fff); background: var(--vscode-button-background, #0969da); }
button:hover { background: var(--vscode-button-hoverBackground, #0550ae); }
button:disabled { opacity: .5; cursor: default; }
button.line { color: var(--link); background: none; border: 0; padding: 0; margin: 0; font: inherit; text-decoration: underline dotted; }
:focus-visible { outline: 1px solid var(--focus); outline-offset: 1px; }
.notice { border-left: 4px solid var(--warn); background: var(--soft); padding: 6px 12px; margin: 8px 0; }
.frame { overflow-x: auto; margin: 8px 0; }
table { border-collapse: collapse; }
caption { text-align: left; font-weight: 600; padding: 4px 0; }
/* for screen readers: the heading above says it to the eye */
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); padding: 0; }
th, td { text-align: left; vertical-align: top; padding: 2px 12px 2px 0; }
thead th { border-bottom: 1px solid var(--line); white-space: nowrap; background: var(--bg); }
tbody th { font-weight: 600; white-space: nowrap; }
.facts td, .plain td, .plain tbody th, .facts tbody th { border-bottom: 1px solid var(--line); }
.facts td { min-width: 20ch; max-width: 60ch; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.listing { font-family: var(--mono); font-size: var(--vscode-editor-font-size, 13px); line-height: 1.4; }
.listing th, .listing td { padding: 0 10px 0 0; white-space: nowrap; }
.listing thead th { font-family: var(--vscode-font-family, system-ui, sans-serif); }
.listing td.source { white-space: pre; tab-size: 8; max-width: 42ch; overflow: hidden; text-overflow: ellipsis; }
.listing td.cycles { padding-left: 6px; padding-right: 6px; }
.listing .group { border-left: 1px solid var(--line); padding-left: 10px; }
.listing .state { color: var(--dim); }
.mark { font-weight: 700; } .error { color: var(--bad); } .warning { color: var(--warn); }
.badge { border: 1px solid currentColor; border-radius: 9px; padding: 0 8px; white-space: nowrap; }
.agnostic, .ok { color: var(--good); } .on-only, .off-only { color: var(--warn); } .neither, .fault { color: var(--bad); }
svg { vertical-align: middle; } svg.bar rect { stroke: var(--bg); stroke-width: .5; }
 .plain td:nth-child(2) { white-space: nowrap; } .plain td:last-child:not(.number) { min-width: 28ch; }
.plain.chart td:last-child:not(.number) { min-width: 48ch; }
.chart rect.value { fill: var(--load); } .chart line { stroke: var(--fg); stroke-width: 1.5; }
.key { display: inline-block; margin-right: 14px; white-space: nowrap; }
${["issue", "load", "store", "device", "tlb", "barrier", "branch", "fetch", "maintenance"]
  .map((cause) => `rect.${cause} { fill: var(--${cause}); }`)
  .join("\n")}
${Array.from({ length: 10 }, (_, heat) => `.heat${heat} { background: rgba(var(--heat), ${(heat * 0.06).toFixed(2)}); }`).join("\n")}
.vscode-high-contrast .heat7, .vscode-high-contrast .heat8, .vscode-high-contrast .heat9 { outline: 1px solid var(--vscode-contrastActiveBorder, currentColor); outline-offset: -1px; }
@media (forced-colors: active) { .heat7, .heat8, .heat9 { outline: 1px solid; } }
`;
