// A code-server of our own: fresh settings, a free port, ended by its process group.
import { execFileSync, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

const SETTINGS = {
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "git.enabled": false,
  "editor.inlayHints.enabled": "on",
  "editor.codeLens": true,
  "editor.minimap.enabled": false,
  // small, so that a whole example is in view and nothing need be scrolled
  "editor.fontSize": 11,
  "editor.lineHeight": 14,
};

/** Starts code-server in `scratch`, with the extension `vsix` if one is given. */
export async function startEditor(codeServer, scratch, vsix) {
  mkdirSync(join(scratch, "user/User"), { recursive: true });
  mkdirSync(join(scratch, "extensions"), { recursive: true });
  writeFileSync(join(scratch, "user/User/settings.json"), JSON.stringify(SETTINGS));
  const env = {
    ...process.env,
    XDG_CONFIG_HOME: join(scratch, "config"),
    XDG_DATA_HOME: join(scratch, "data"),
    XDG_CACHE_HOME: join(scratch, "cache"),
  };
  const directories = [
    join(codeServer, "out/node/entry.js"),
    "--user-data-dir",
    join(scratch, "user"),
    "--extensions-dir",
    join(scratch, "extensions"),
    "--config",
    join(scratch, "config.yaml"),
  ];
  if (vsix) execFileSync(process.execPath, [...directories, "--install-extension", vsix], { env, stdio: "pipe" });

  const port = await freePort();
  const log = openSync(join(scratch, "server.log"), "w");
  const child = spawn(
    process.execPath,
    [
      ...directories,
      "--bind-addr",
      `127.0.0.1:${port}`,
      "--auth",
      "none",
      "--disable-telemetry",
      "--disable-update-check",
      "--disable-workspace-trust",
      "--disable-getting-started-override",
    ],
    { env, stdio: ["ignore", log, log], detached: true },
  );
  closeSync(log);
  const stop = () => {
    try {
      process.kill(-child.pid, "SIGTERM");
    } catch {
      // it has ended by itself
    }
  };
  process.once("exit", stop); // whatever ends us early
  try {
    await healthy(port, child);
  } catch (error) {
    stop();
    throw error;
  }
  return {
    stop,
    /** The address that opens `folder` with `file` of it in an editor, both absolute paths. */
    url(folder, file) {
      // The authority matters: without it the document's URI is not the one that diagnostics come for.
      const payload = [["openFile", `vscode-remote://127.0.0.1:${port}${file}`]];
      return `http://127.0.0.1:${port}/?folder=${folder}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    },
  };
}

async function healthy(port, child) {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`code-server ended with ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("code-server did not come up in 60 s");
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
