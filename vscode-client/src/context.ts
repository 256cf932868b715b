/** What the `when` clauses of the palette ask. Theia forgets the editor's own keys while its palette is open. */
import * as vscode from "vscode";
import { LANGUAGE } from "./settings";

export function palettesContext(): vscode.Disposable {
  const tell = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const assembly = document?.languageId === LANGUAGE;
    for (const [key, value] of [
      ["relolens.assembly", assembly],
      ["relolens.assemblyFile", assembly && document.uri.scheme === "file"],
      ["relolens.trusted", vscode.workspace.isTrusted],
    ] as const) {
      void vscode.commands.executeCommand("setContext", key, value);
    }
  };
  tell();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(tell),
    vscode.workspace.onDidOpenTextDocument(tell), // its language was changed
    vscode.workspace.onDidGrantWorkspaceTrust(tell),
  );
}
