// A code-server of our own: fresh settings, a free port.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, startProcess } from "./process.mjs";

const SETTINGS = {
  "telemetry.telemetryLevel": "off",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "workbench.colorTheme": "Default Dark Modern",
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

/** Starts code-server in `scratch`, with the extension `vsix` if one is given; `trusted` is what the user says of the folder. */
export async function startCodeServer(codeServer, scratch, { vsix, trusted = true, settings = {} }) {
  mkdirSync(join(scratch, "user/User"), { recursive: true });
  mkdirSync(join(scratch, "extensions"), { recursive: true });
  const write = (more) =>
    writeFileSync(
      join(scratch, "user/User/settings.json"),
      JSON.stringify({
        ...SETTINGS,
        // never: a folder that nobody was asked about is not trusted
        "security.workspace.trust.enabled": !trusted,
        "security.workspace.trust.startupPrompt": "never",
        "security.workspace.trust.banner": "never",
        ...settings,
        ...more,
      }),
    );
  write({});
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
  const args = [
    ...directories,
    "--bind-addr",
    `127.0.0.1:${port}`,
    "--auth",
    "none",
    "--disable-telemetry",
    "--disable-update-check",
    "--disable-getting-started-override",
    ...(trusted ? ["--disable-workspace-trust"] : []),
  ];
  const stop = await startProcess(args, {
    cwd: scratch,
    env,
    log: join(scratch, "server.log"),
    address: `http://127.0.0.1:${port}/healthz`,
  });
  return {
    stop,
    /** Sets user settings beside those of the start. */
    settings: write,
    /** The address that opens `folder` with `file` of it in an editor, both absolute paths. */
    url(folder, file) {
      // The authority matters: without it the document's URI is not the one that diagnostics come for.
      const payload = [["openFile", `vscode-remote://127.0.0.1:${port}${file}`]];
      return `http://127.0.0.1:${port}/?folder=${folder}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    },
  };
}
