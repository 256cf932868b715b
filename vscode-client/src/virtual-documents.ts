/** Documents that the server makes of others: macros expanded, instructions. Their text comes by the protocol itself. */
import * as vscode from "vscode";
import type { Server } from "./client";
import { LANGUAGE } from "./settings";

export async function showVirtual(
  server: Pick<Server, "request">,
  kind: "expanded" | "disassembly",
  of: vscode.Uri,
): Promise<void> {
  const made = await server.request(`relolens/${kind}`, { textDocument: { uri: of.toString() } });
  const address = (made as { uri?: unknown } | null)?.uri;
  if (typeof address !== "string") throw new Error("the file is not open");
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(address));
  await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
}
