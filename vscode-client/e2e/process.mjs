// An editor's server process: a free port, a log, ended by its process group.
import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { createServer } from "node:net";

/** Starts node with `args` and waits until `address` answers; returns how to stop it. */
export async function startProcess(args, { cwd, env, log, address }) {
  const out = openSync(log, "w");
  const child = spawn(process.execPath, args, { cwd, env, stdio: ["ignore", out, out], detached: true });
  closeSync(out);
  const stop = () => {
    try {
      process.kill(-child.pid, "SIGTERM");
    } catch {
      // it has ended by itself
    }
  };
  process.once("exit", stop); // whatever ends us early
  try {
    await answers(address, child);
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}

async function answers(address, child) {
  const end = Date.now() + 120_000;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`the editor ended with ${child.exitCode}`);
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("the editor did not come up in 120 s");
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
