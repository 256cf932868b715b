/** The `relolens` section of the editor's settings, typed. */
import * as vscode from "vscode";

export const SECTION = "relolens";

/** The language that the extension speaks for. */
export const LANGUAGE = "arm64-asm";

/** What the server is told. */
export interface ServerSettings {
  readonly core: string;
  readonly board: string;
  readonly includePaths: readonly string[];
  readonly defines: readonly string[];
  readonly inlayHints: "on" | "hot" | "off";
}

export function serverSettings(scope?: vscode.Uri): ServerSettings {
  const section = vscode.workspace.getConfiguration(SECTION, scope);
  return {
    core: section.get("core", ""),
    board: section.get("board", ""),
    includePaths: section.get<string[]>("includePaths", []),
    defines: section.get<string[]>("defines", []),
    inlayHints: section.get<ServerSettings["inlayHints"]>("inlayHints", "hot"),
  };
}

/** Whether lines show their heat in the gutter after a run. */
export function gutterHeat(scope: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration(SECTION, scope).get("gutterHeat", true);
}

export function javaHome(): string {
  return vscode.workspace.getConfiguration(SECTION).get("java.home", "").trim();
}

export function virtualMachineArguments(): string[] {
  return splitArguments(vscode.workspace.getConfiguration(SECTION).get("server.vmargs", ""));
}

/** Splits at white space; single and double quotes keep it. */
export function splitArguments(text: string): string[] {
  const words: string[] = [];
  for (const match of text.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)) {
    words.push(
      match[0].replace(/"([^"]*)"|'([^']*)'/g, (_, double: string | undefined, single: string | undefined) => {
        return double ?? single ?? "";
      }),
    );
  }
  return words;
}
