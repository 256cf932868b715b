// Makes relolens-VERSION.vsix: the bundled extension and the one jar that is also the command line.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const jar = join(root, "../server/target/relolens.jar");
if (!existsSync(jar)) {
  console.error(`${jar} is missing: build it first (mvn package)`);
  process.exit(1);
}
mkdirSync(join(root, "server"), { recursive: true });
copyFileSync(jar, join(root, "server/relolens.jar"));
copyFileSync(join(root, "../server/lsp.options"), join(root, "server/lsp.options"));
for (const paper of ["LICENSE", "NOTICE"]) {
  if (existsSync(join(root, "..", paper))) copyFileSync(join(root, "..", paper), join(root, paper));
}
execFileSync(process.execPath, [join(root, "scripts/build.mjs")], { stdio: "inherit" });
// Pictures are for the repository's page: an editor shows none that come with a package.
const readme = readFileSync(join(root, "README.md"), "utf8").replace(/^!\[.*\n\n?/gm, "");
writeFileSync(join(root, "dist/README.md"), readme);
const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const out = join(root, `${name}-${version}.vsix`);
execFileSync(
  process.execPath,
  [
    join(root, "node_modules/@vscode/vsce/vsce"),
    "package",
    "--no-dependencies",
    "--skip-license",
    "--readme-path",
    "dist/README.md",
    "--out",
    out,
  ],
  { cwd: root, stdio: "inherit" },
);
console.log(`${out}: ${Math.round(statSync(out).size / 1024)} KB`);
