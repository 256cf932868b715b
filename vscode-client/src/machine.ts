/** The real {@link Machine}. */
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import type { Machine } from "./java";

const VERSION_TIMEOUT_MS = 15_000;

export const thisMachine: Machine = {
  env: process.env,
  platform: process.platform,
  list(directory) {
    try {
      return readdirSync(directory);
    } catch {
      return [];
    }
  },
  version(java) {
    return new Promise((resolve) => {
      execFile(java, ["-version"], { timeout: VERSION_TIMEOUT_MS }, (error, stdout, stderr) => {
        resolve(error ? undefined : stderr + stdout);
      });
    });
  },
};
