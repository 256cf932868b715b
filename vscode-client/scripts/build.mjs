// Bundles the extension into dist/extension.js; with --tests also each test into out/test/, against a fake `vscode`.
import { build } from "esbuild";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
  const { metafile } = await build({
    ...common,
    metafile: true,
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.js",
    external: ["vscode"],
    minify: true,
    legalComments: "none", // the licences below say it all
  });
  writeFileSync(join(root, "dist/THIRD-PARTY-LICENSES.txt"), licences(Object.keys(metafile.inputs)));
}

/** The licence of each package that is in the bundle. */
function licences(inputs) {
  const packages = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []));
  return [...packages]
    .sort()
    .map((directory) => {
      const { name, version, license } = JSON.parse(readFileSync(join(root, directory, "package.json"), "utf8"));
      const file = readdirSync(join(root, directory)).find((entry) => /^licen[cs]e/i.test(entry));
      if (!file || !existsSync(join(root, directory, file))) throw new Error(`${name} has no licence file`);
      const text = readFileSync(join(root, directory, file), "utf8").trim();
      return `${name} ${version} (${license})\n\n${text}\n`;
    })
    .join(`\n${"-".repeat(100)}\n\n`);
}
