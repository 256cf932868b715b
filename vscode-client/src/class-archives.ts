/** Archives of loaded classes, with which Java starts our jar in three quarters of the time. Each is made once. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync } from "node:fs";
import * as path from "node:path";

/** An archive as a start of the server uses it. */
export interface ClassArchive {
  /** Options that use the archive, none if it is not there yet. */
  readonly options: readonly string[];
  /** Makes it in the background if it is not there. */
  make(): void;
}

const NONE: ClassArchive = { options: [], make: () => undefined };

export class ClassArchives {
  constructor(
    private readonly directory: string,
    private readonly log: { info(message: string): void },
  ) {}

  /** The archive of this jar for this Java. Both may be replaced by newer ones in the same place. */
  of(java: string, jar: string): ClassArchive {
    let file: string;
    try {
      const parts = [realpathSync(java), jar].map((f) => `${f} ${statSync(f).mtimeMs} ${statSync(f).size}`);
      const key = createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 16);
      file = path.join(this.directory, `${key}.jsa`);
    } catch {
      // Such as a java that is only found along the PATH: it starts without.
      return NONE;
    }
    if (!existsSync(file))
      return {
        options: [],
        make: () => {
          this.make(java, jar, file);
        },
      };
    // What Java has to say of an archive that it cannot use would stand between the server's messages.
    const options = [`-XX:SharedArchiveFile=${file}`, "-Xlog:disable", "-Xlog:all=error:stderr"];
    return { options, make: () => undefined };
  }

  private make(java: string, jar: string, file: string): void {
    const unfinished = `${file}.${process.pid}`;
    try {
      mkdirSync(this.directory, { recursive: true });
      for (const name of readdirSync(this.directory)) {
        if (name.endsWith(".jsa")) rmSync(path.join(this.directory, name), { force: true });
      }
    } catch (error) {
      this.log.info(`no class archive: ${String(error)}`);
      return;
    }
    const child = spawn(
      java,
      ["-XX:TieredStopAtLevel=1", `-XX:ArchiveClassesAtExit=${unfinished}`, "-Xlog:disable", "-jar", jar, "warm-up"],
      { stdio: "ignore", cwd: this.directory },
    );
    child.on("error", (error) => {
      this.log.info(`no class archive: ${error.message}`);
    });
    child.on("close", (code) => {
      try {
        if (code === 0) renameSync(unfinished, file);
        else rmSync(unfinished, { force: true });
      } catch (error) {
        this.log.info(`no class archive: ${String(error)}`);
      }
    });
  }
}
