// Bundles the extension into dist/extension.js; with --tests also each test into out/test/, against a fake `vscode`.
import { build } from "esbuild";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const common = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  absWorkingDir: root,
  logLevel: "warning",
};

if (process.argv.includes("--tests")) {
  rmSync(join(root, "out"), { recursive: true, force: true });
  await build({
    ...common,
    entryPoints: readdirSync(join(root, "test"))
      .filter((name) => name.endsWith(".test.ts"))
      .map((name) => `test/${name}`),
    outdir: "out/test",
    sourcemap: "inline",
    alias: { vscode: join(root, "test/fake-vscode.ts") },
    external: ["vscode-oniguruma", "vscode-textmate"],
  });
} else {
  rmSync(join(root, "dist"), { recursive: true, force: true });
  await build({
    ...common,
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.js",
    external: ["vscode"],
    minify: true,
    legalComments: "linked",
  });
}
