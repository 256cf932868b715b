/** Chooses the core and the board that runs are timed for. */
import * as vscode from "vscode";
import type { Machines } from "./data";
import { SECTION } from "./settings";

interface Choice extends vscode.QuickPickItem {
  readonly value: string;
}

const AS_SAID: Choice = { label: "As the routine says", description: "its run clause or profile", value: "" };

export async function pickMachine(machines: Machines, scope: vscode.Uri | undefined): Promise<void> {
  const section = vscode.workspace.getConfiguration(SECTION, scope);
  const core = await vscode.window.showQuickPick(coreChoices(machines), {
    title: "Core that runs are timed for (1 of 2)",
    placeHolder: section.get<string>("core", "") || AS_SAID.label,
    matchOnDetail: true,
  });
  if (!core) return;
  const board = await vscode.window.showQuickPick(boardChoices(machines, core.value), {
    title: "Board: clock, DRAM and interconnect (2 of 2)",
    placeHolder: section.get<string>("board", "") || AS_SAID.label,
    matchOnDetail: true,
  });
  if (!board) return;
  const target = vscode.workspace.workspaceFolders
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  await section.update("core", core.value || undefined, target);
  await section.update("board", board.value || undefined, target);
}

export function coreChoices(machines: Machines): Choice[] {
  return [AS_SAID, ...machines.cores.map(({ name, title }) => ({ label: name, detail: title, value: name }))];
}

/** Boards that have figures for the core first. */
export function boardChoices(machines: Machines, core: string): Choice[] {
  const choices = machines.boards.map(({ name, title, cores }) => ({
    label: name,
    description: core && cores.includes(core) ? `has figures for ${core}` : "",
    detail: title,
    value: name,
  }));
  return [AS_SAID, ...choices.filter((c) => c.description), ...choices.filter((c) => !c.description)];
}
