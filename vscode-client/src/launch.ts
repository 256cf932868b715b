/** The command lines of our jar. */
import * as path from "node:path";
import type { Java } from "./java";
import type { ServerSettings } from "./settings";

export interface Launch {
  readonly command: string;
  readonly args: string[];
}

export function jarOf(extensionPath: string): string {
  return path.join(extensionPath, "server", "relolens.jar");
}

/** @param vmargs the user's options: they come last, and a garbage collector that they name is the only one */
export function languageServer(
  java: Java,
  vmargs: readonly string[],
  jar: string,
  archive: readonly string[] = [],
): Launch {
  const own = vmargs.some((option) => /^-XX:\+Use\w+GC$/.test(option))
    ? []
    : [`@${path.join(path.dirname(jar), "lsp.options")}`];
  return { command: java.path, args: [...archive, ...own, ...vmargs, "-jar", jar, "lsp"] };
}

export interface AnalysisTarget {
  /** File or directory to analyse. */
  readonly path: string;
  /** Directory that reported paths are relative to. */
  readonly root: string;
  readonly format: "json" | "text" | "html";
  /** Where the report goes. */
  readonly out: string;
  /** Whether guest code may be executed. */
  readonly mayRun: boolean;
}

/** `relolens analyze`: the same analysis that the command line does. */
export function analysis(
  java: Java,
  vmargs: readonly string[],
  jar: string,
  target: AnalysisTarget,
  settings: ServerSettings,
): Launch {
  return {
    command: java.path,
    args: [
      "-Xmx1g",
      ...vmargs,
      "-jar",
      jar,
      "analyze",
      target.path,
      "--root",
      target.root,
      `--format=${target.format}=${target.out}`,
      ...(target.mayRun ? [] : ["--no-run"]),
      ...(settings.core ? ["--core", settings.core] : []),
      ...(settings.board ? ["--board", settings.board] : []),
      ...settings.includePaths.flatMap((directory) => ["-I", directory]),
      ...settings.defines.flatMap((define) => ["-D", define]),
    ],
  };
}
