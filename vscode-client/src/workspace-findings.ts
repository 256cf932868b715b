/** Findings of a whole folder in the Problems view, until the server speaks for a file itself. */
import * as vscode from "vscode";
import type { Finding } from "./report";
import { LANGUAGE } from "./settings";

export class WorkspaceFindings implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection("relolens-workspace");
  private readonly opened = vscode.workspace.onDidOpenTextDocument((document) => {
    if (document.languageId === LANGUAGE) this.collection.delete(document.uri);
  });

  /** Shows `findings`, whose paths are relative to `folder`; the server's open files are left to it. Returns their number. */
  show(folder: vscode.Uri, findings: readonly Finding[]): number {
    const open = new Set(
      vscode.workspace.textDocuments
        .filter((document) => document.languageId === LANGUAGE)
        .map((document) => document.uri.toString()),
    );
    const byFile = new Map<string, { uri: vscode.Uri; diagnostics: vscode.Diagnostic[] }>();
    for (const finding of findings) {
      const uri = finding.file.startsWith("/")
        ? vscode.Uri.file(finding.file)
        : vscode.Uri.joinPath(folder, finding.file);
      if (open.has(uri.toString())) continue;
      const entry = byFile.get(uri.toString()) ?? { uri, diagnostics: [] };
      entry.diagnostics.push(diagnostic(finding));
      byFile.set(uri.toString(), entry);
    }
    this.collection.clear();
    for (const { uri, diagnostics } of byFile.values()) this.collection.set(uri, diagnostics);
    return findings.length;
  }

  dispose(): void {
    this.opened.dispose();
    this.collection.dispose();
  }
}

/** The editor counts from 0, the report from 1. */
export function diagnostic(finding: Finding): vscode.Diagnostic {
  const range = new vscode.Range(finding.line - 1, finding.column - 1, finding.endLine - 1, finding.endColumn - 1);
  const severity = {
    error: vscode.DiagnosticSeverity.Error,
    warning: vscode.DiagnosticSeverity.Warning,
    note: vscode.DiagnosticSeverity.Information,
  }[finding.severity];
  const diagnostic = new vscode.Diagnostic(range, finding.message, severity);
  diagnostic.source = "relolens";
  diagnostic.code = finding.rule;
  return diagnostic;
}
