/** Finds the Java that runs the server. Decides; what exists and what it answers is asked of a {@link Machine}. */
import * as path from "node:path";

export const OLDEST_JAVA = 17;

/** The outside world as this module needs it, so that tests can bring their own. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Names in a directory, none if it cannot be read. */
  list(directory: string): string[];
  /** What `java -version` prints, or undefined if it cannot be started. */
  version(java: string): Promise<string | undefined>;
}

export interface Java {
  readonly path: string;
  readonly major: number;
  readonly origin: string;
}

export interface Candidate {
  readonly path: string;
  readonly origin: string;
}

/** Why no Java will do: one line for the user, all that was tried for the log. */
export class NoJava extends Error {
  constructor(
    message: string,
    readonly tried: readonly string[],
  ) {
    super(message);
  }
}

/** The first Java of the lookup order that is new enough. A home that the user names is the only one tried. */
export async function findJava(configuredHome: string, machine: Machine): Promise<Java> {
  const tried: string[] = [];
  for (const candidate of candidates(configuredHome, machine)) {
    const output = await machine.version(candidate.path);
    const major = output === undefined ? undefined : majorVersion(output);
    if (major !== undefined && major >= OLDEST_JAVA) return { ...candidate, major };
    const answer =
      output === undefined
        ? "cannot be started"
        : major === undefined
          ? "does not tell its version"
          : `is Java ${major}`;
    tried.push(`${candidate.path} (${candidate.origin}) ${answer}`);
  }
  if (configuredHome) {
    throw new NoJava(
      `relolens.java.home does not lead to Java ${OLDEST_JAVA} or later: ${tried[0] ?? configuredHome}.`,
      tried,
    );
  }
  throw new NoJava(`Relolens needs Java ${OLDEST_JAVA} or later, and none was found.`, tried);
}

/** Where Java may be, in the order in which it is looked for, each path once. */
export function candidates(configuredHome: string, machine: Machine): Candidate[] {
  const windows = machine.platform === "win32";
  const paths = windows ? path.win32 : path.posix;
  const executable = windows ? "java.exe" : "java";
  if (configuredHome) {
    return [{ path: paths.join(expandHome(configuredHome, machine), "bin", executable), origin: "relolens.java.home" }];
  }
  const found: Candidate[] = [];
  for (const variable of ["JDK_HOME", "JAVA_HOME"]) {
    const home = machine.env[variable];
    if (home) found.push({ path: paths.join(home, "bin", executable), origin: variable });
  }
  const searchPath = machine.env.PATH ?? machine.env.Path ?? "";
  for (const directory of searchPath.split(paths.delimiter)) {
    if (directory && machine.list(directory).includes(executable)) {
      found.push({ path: paths.join(directory, executable), origin: "PATH" });
    }
  }
  for (const { directory, inside } of usualPlaces(machine)) {
    // newest first, as far as names tell
    for (const name of machine.list(directory).sort((a, b) => b.localeCompare(a, "en", { numeric: true }))) {
      found.push({ path: paths.join(directory, name, inside, "bin", executable), origin: directory });
    }
  }
  const seen = new Set<string>();
  return found.filter((candidate) => !seen.has(candidate.path) && seen.add(candidate.path));
}

/** The feature release in the output of `java -version`: 8 for `"1.8.0_292"`, 17 for `"17.0.15"`, 25 for `"25-ea"`. */
export function majorVersion(output: string): number | undefined {
  const match = /version "(\d+)(?:\.(\d+))?/.exec(output);
  if (!match) return undefined;
  const first = Number(match[1]);
  return first === 1 && match[2] !== undefined ? Number(match[2]) : first;
}

function expandHome(directory: string, machine: Machine): string {
  const home = machine.env.HOME ?? machine.env.USERPROFILE;
  return home && /^~[/\\]/.test(directory) ? home + directory.slice(1) : directory;
}

function usualPlaces(machine: Machine): { directory: string; inside: string }[] {
  const home = machine.env.HOME ?? machine.env.USERPROFILE;
  switch (machine.platform) {
    case "win32":
      return ["Java", "Eclipse Adoptium", "Microsoft"].map((vendor) => ({
        directory: path.win32.join(machine.env.ProgramFiles ?? "C:\\Program Files", vendor),
        inside: "",
      }));
    case "darwin":
      return [
        { directory: "/Library/Java/JavaVirtualMachines", inside: "Contents/Home" },
        ...(home ? [{ directory: `${home}/Library/Java/JavaVirtualMachines`, inside: "Contents/Home" }] : []),
      ];
    default:
      return [
        { directory: "/usr/lib/jvm", inside: "" },
        { directory: "/opt/java", inside: "" },
        ...(home
          ? [
              { directory: `${home}/.sdkman/candidates/java`, inside: "" },
              { directory: `${home}/.jdks`, inside: "" },
            ]
          : []),
      ];
  }
}
