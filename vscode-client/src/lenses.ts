/** The server's "Run" lenses, as commands ask for them. */
import type { CodeLens, Command } from "vscode";

/** The command that the server executes; its arguments are the document's URI, the routine and more as the server likes. */
export const SERVER_RUN = "relolens.run";

export interface RunLens {
  readonly line: number;
  readonly routine: string;
  readonly command: Command;
}

/** The Run lenses among `lenses`, in file order. */
export function runLenses(lenses: readonly CodeLens[]): RunLens[] {
  return lenses
    .flatMap((lens) => {
      const routine: unknown = lens.command?.arguments?.[1];
      return lens.command?.command === SERVER_RUN && typeof routine === "string"
        ? [{ line: lens.range.start.line, routine, command: lens.command }]
        : [];
    })
    .sort((a, b) => a.line - b.line);
}

/** The lenses of the routine that `line` (0-based) is in: the nearest above it, or else the first of the file. */
export function lensesAt(lenses: readonly RunLens[], line: number): RunLens[] {
  const above = lenses.filter((lens) => lens.line <= line).at(-1) ?? lenses[0];
  return above ? lenses.filter((lens) => lens.routine === above.routine) : [];
}
