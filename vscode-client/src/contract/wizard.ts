/** Asks for a routine's contract step by step and writes it above the routine, or into a relolens.yml. */
import * as vscode from "vscode";
import { type DocumentReport, type Machines, type Routine, routineAt } from "../data";
import {
  type Answers,
  clauses,
  commentLines,
  DIRECTIONS,
  isPointer,
  REGISTERS,
  type Role,
  ROLES,
  sidecar,
} from "./clauses";
import { CannotMerge, type Edit, sidecarEdits } from "./sidecar";

const SIDECAR = "relolens.yml";

interface Choice extends vscode.QuickPickItem {
  readonly value: string;
}

/** Thrown when the user leaves: nothing was changed. */
class Left extends Error {}

export async function createContract(
  editor: vscode.TextEditor,
  report: DocumentReport,
  machines: () => Promise<Machines>,
): Promise<void> {
  try {
    const routine = await chooseRoutine(report, editor.selection.active.line + 1);
    const answers = await ask(routine.name, machines);
    const found = clauses(answers);
    const where = await pick(`Where does the contract of ${routine.name} go?`, [
      { label: "Comments above the routine", detail: found.map((c) => `//@ ${c}`).join("   "), value: "comment" },
      {
        label: "A relolens.yml",
        detail: "for a file that cannot carry such comments; one that is there is added to",
        value: "sidecar",
      },
    ]);
    if (where === "comment") await insert(editor, routine, found);
    else await openSidecar(editor.document, report, routine, found);
  } catch (error) {
    if (!(error instanceof Left)) throw error;
  }
}

async function chooseRoutine(report: DocumentReport, line: number): Promise<Routine> {
  const own = report.report.routines.filter((routine) => routine.file === report.name);
  const here = routineAt(report, line) ?? own.find((routine) => routine.line >= line) ?? own.at(-1);
  if (!here) throw new Error("there is no routine in this file");
  if (own.length === 1) return here;
  const name = await pick(
    "Create a contract: for which routine?",
    [here, ...own.filter((routine) => routine !== here)].map((routine) => ({
      label: routine.name,
      description: `line ${routine.line}`,
      value: routine.name,
    })),
  );
  return own.find((routine) => routine.name === name) ?? here;
}

async function ask(routine: string, machines: () => Promise<Machines>): Promise<Answers> {
  const el = (await pick(`${routine}: at which exception level is it entered?`, [
    { label: "EL1", value: "1" },
    { label: "EL2", value: "2" },
    { label: "EL3", value: "3" },
    { label: "Any", value: "any" },
  ])) as Answers["el"];
  const mmu = (await pick(`${routine}: the MMU on entry`, [
    { label: "Off", value: "off" },
    { label: "On", value: "on" },
    { label: "Either", detail: "both are analysed, with a verdict for each", value: "any" },
  ])) as Answers["mmu"];
  const interrupts = (await pick(`${routine}: interrupts on entry`, [
    { label: "Masked", value: "masked" },
    { label: "Unmasked", value: "unmasked" },
    { label: "Not said", value: "" },
  ])) as Answers["interrupts"];
  const roles: Role[] = [];
  for (;;) {
    const role = await askRole(routine, roles);
    if (!role) break;
    roles.push(role);
  }
  return { el, mmu, interrupts, roles, machine: await askMachine(routine, machines) };
}

async function askRole(routine: string, have: readonly Role[]): Promise<Role | undefined> {
  const free = REGISTERS.filter((register) => !have.some((role) => role.register === register));
  const said = have.map((role) => role.register).join(", ");
  const register = await pick(`${routine}: which register holds something on entry?`, [
    { label: "No more", description: said ? `${said} said` : "", value: "" },
    ...free.map((name) => ({ label: name, value: name })),
  ]);
  if (!register) return undefined;
  const role = await pick(
    `${register} holds …`,
    ROLES.map(([name, detail]) => ({ label: name, detail, value: name })),
  );
  if (role === "offset") {
    const direction = await pick(
      `${register}: an offset that is …`,
      DIRECTIONS.map(([name, detail]) => ({ label: detail, description: name, value: name })),
    );
    return { register, role, direction };
  }
  if (!isPointer(role)) return { register, role };
  const space = (await pick(`${register}: which kind of address?`, [
    { label: "Physical", value: "pa" },
    { label: "Virtual", value: "va" },
  ])) as "pa" | "va";
  if (role === "pagelist") return { register, role, space };
  const size = await vscode.window.showInputBox({
    title: `${register}: bytes behind it, such as 4K or 25MB (empty: not said)`,
    validateInput: (text) => (/^(\d+([KMG]B?)?)?$/.test(text) ? undefined : "a size such as 4096, 4K or 25MB"),
  });
  if (size === undefined) throw new Left();
  return size ? { register, role, space, size } : { register, role, space };
}

async function askMachine(routine: string, machines: () => Promise<Machines>): Promise<Answers["machine"]> {
  const wanted = await pick(`${routine}: shall it be run, too?`, [
    { label: "Yes", detail: "on an emulated machine, with the cycles that each line costs", value: "yes" },
    { label: "No", value: "" },
  ]);
  if (!wanted) return undefined;
  const { boards } = await machines();
  const chosen = await pick(
    `${routine}: on which core and board?`,
    boards.flatMap(({ name, title, cores }) =>
      cores.map((core) => ({ label: `${core} on ${name}`, detail: title, value: `${core} ${name}` })),
    ),
  );
  const [core = "", board = ""] = chosen.split(" ");
  return { core, board };
}

async function pick(title: string, choices: Choice[]): Promise<string> {
  const chosen = await vscode.window.showQuickPick(choices, { title, matchOnDetail: true, ignoreFocusOut: true });
  if (!chosen) throw new Left();
  return chosen.value;
}

async function insert(editor: vscode.TextEditor, routine: Routine, found: readonly string[]): Promise<void> {
  const at = new vscode.Position(routine.line - 1, 0);
  await editor.edit((edit) => {
    edit.insert(at, commentLines(found));
  });
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

async function openSidecar(
  document: vscode.TextDocument,
  report: DocumentReport,
  routine: Routine,
  found: readonly string[],
): Promise<void> {
  const home = vscode.workspace.getWorkspaceFolder(document.uri)?.uri ?? vscode.Uri.joinPath(document.uri, "..");
  const existing = await nearestSidecar(document.uri, home);
  const target = existing ?? vscode.Uri.joinPath(home, SIDECAR);
  const directory = target.path.slice(0, -SIDECAR.length);
  const file = document.uri.path.startsWith(directory) ? document.uri.path.slice(directory.length) : report.name;
  const edit = new vscode.WorkspaceEdit();
  if (!existing) {
    edit.createFile(target, { ignoreIfExists: true });
    edit.insert(target, new vscode.Position(0, 0), sidecar(file, routine.name, found));
    await vscode.workspace.applyEdit(edit);
    await (await vscode.workspace.openTextDocument(target)).save();
    await vscode.window.showTextDocument(target);
    return;
  }
  const before = await vscode.workspace.openTextDocument(target);
  let edits: readonly Edit[];
  try {
    edits = sidecarEdits(before.getText(), file, routine.name, found);
  } catch (error) {
    if (!(error instanceof CannotMerge)) throw error;
    await showBeside(target, sidecar(file, routine.name, found), error.message);
    return;
  }
  const unsaved = before.isDirty;
  for (const { offset, length, text } of edits) {
    edit.replace(target, new vscode.Range(before.positionAt(offset), before.positionAt(offset + length)), text);
  }
  await vscode.workspace.applyEdit(edit);
  // What the user had not saved yet stays the user's to save.
  if (!unsaved) await before.save();
  const at = before.positionAt(Math.max(0, ...edits.map(({ offset }) => offset)));
  await vscode.window.showTextDocument(target, { selection: new vscode.Range(at, at) });
}

/** The relolens.yml that the file's analysis reads first, none above `home`. */
async function nearestSidecar(file: vscode.Uri, home: vscode.Uri): Promise<vscode.Uri | undefined> {
  for (let directory = vscode.Uri.joinPath(file, ".."); ; directory = vscode.Uri.joinPath(directory, "..")) {
    const candidate = vscode.Uri.joinPath(directory, SIDECAR);
    const exists = await vscode.workspace.fs.stat(candidate).then(
      () => true,
      () => false,
    );
    if (exists) return candidate;
    if (directory.path.length <= home.path.length) return undefined;
  }
}

/** The lines beside the file: the user puts them where they belong. */
async function showBeside(target: vscode.Uri, lines: string, why: string): Promise<void> {
  await vscode.window.showTextDocument(target);
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: "yaml", content: lines }),
    vscode.ViewColumn.Beside,
  );
  void vscode.window.showWarningMessage(
    `Relolens: ${SIDECAR} was not changed, since ${why}. The lines to put into it are beside it.`,
  );
}
