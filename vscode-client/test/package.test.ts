/** The manifest, the lock file and the grammar. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import * as oniguruma from "vscode-oniguruma";
import * as textmate from "vscode-textmate";

const root = process.cwd();
const read = (name: string): string => readFileSync(join(root, name), "utf8");
const manifest = JSON.parse(read("package.json")) as {
  contributes: {
    commands: { command: string; title: string }[];
    configuration: { properties: Record<string, { scope?: string; default?: unknown }> };
  };
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  engines: { vscode: string };
};
const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => read(`src/${name}`))
  .join("\n");

describe("the manifest", () => {
  test("offers exactly the commands that the code registers", () => {
    const registered = [...sources.matchAll(/register\("(\w+)"/g)].map((match) => `relolens.${match[1] ?? ""}`);
    assert.ok(registered.length > 0);
    assert.deepEqual(manifest.contributes.commands.map((c) => c.command).sort(), registered.sort());
  });
  test("takes the paths of programs from the machine's settings only, never from a workspace", () => {
    const { properties } = manifest.contributes.configuration;
    assert.equal(properties["relolens.java.home"]?.scope, "machine");
    assert.equal(properties["relolens.server.vmargs"]?.scope, "machine");
  });
  test("describes every setting that the code reads", () => {
    const readKeys = [...sources.matchAll(/(?:section|settings|\))\s*\.get(?:<[^(]*>)?\("([\w.]+)"/g)].map(
      (match) => `relolens.${match[1] ?? ""}`,
    );
    assert.ok(readKeys.length >= 7);
    for (const key of readKeys) assert.ok(key in manifest.contributes.configuration.properties, key);
  });
  test("has each of its settings with its default in the README, and no other", () => {
    const documented = new Map<string, string>();
    for (const [, names, value] of read("README.md").matchAll(/^\| (`relolens\.[^|]*?)\s+\| (.*?)\s+\|/gm)) {
      for (const [, name] of (names ?? "").matchAll(/`(relolens\.[\w.]+)`/g)) documented.set(name ?? "", value ?? "");
    }
    const said = Object.entries(manifest.contributes.configuration.properties).map(([name, property]) => {
      const value = property.default;
      const empty = value === "" || (Array.isArray(value) && value.length === 0);
      return [name, empty ? "empty" : `\`${typeof value === "string" ? value : JSON.stringify(value)}\``];
    });
    assert.deepEqual(Object.fromEntries(documented), Object.fromEntries(said));
  });
  test("has each of its commands in the README, and no other", () => {
    const [, section = ""] = /## Commands\n([^]*?)\n## /.exec(read("README.md")) ?? [];
    const documented = [...section.matchAll(/\*\*(.+?)\*\*/g)].map(([, title]) => title);
    assert.deepEqual(documented.sort(), manifest.contributes.commands.map((c) => c.title).sort());
  });
  test("pins every dependency, and the editor's types to the oldest editor", () => {
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
    }
    assert.equal(`^${manifest.devDependencies["@types/vscode"] ?? ""}`, manifest.engines.vscode);
  });
});

describe("lock files", () => {
  for (const name of ["package-lock.json", "e2e/package-lock.json", "e2e/theia/package-lock.json"]) {
    test(`${name} names no host and has a checksum for every package`, () => {
      const lock = JSON.parse(read(name)) as { packages: Record<string, { resolved?: string; integrity?: string }> };
      for (const [path, entry] of Object.entries(lock.packages)) {
        if (path === "") continue;
        assert.ok(!entry.resolved || entry.resolved.startsWith("https://registry.npmjs.org/"), path);
        assert.match(entry.integrity ?? "", /^sha512-/, path);
      }
    });
  }
});

describe("the grammar", () => {
  let grammar: textmate.IGrammar;
  before(async () => {
    await oniguruma.loadWASM(
      new Uint8Array(readFileSync(join(root, "node_modules/vscode-oniguruma/release/onig.wasm"))),
    );
    const registry = new textmate.Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
        createOnigString: (text) => new oniguruma.OnigString(text),
      }),
      loadGrammar: () =>
        Promise.resolve(textmate.parseRawGrammar(read("syntaxes/arm64-asm.tmLanguage.json"), "arm64.json")),
    });
    const loaded = await registry.loadGrammar("source.arm64-asm");
    assert.ok(loaded);
    grammar = loaded;
  });

  /** The innermost scope of the first `part` in `line`. */
  const scope = (line: string, part: string): string => {
    const at = line.indexOf(part);
    assert.notEqual(at, -1);
    const token = grammar.tokenizeLine(line, null).tokens.find((t) => t.startIndex <= at && at < t.endIndex);
    return (token?.scopes.at(-1) ?? "").replace(".arm64-asm", "");
  };

  for (const [line, part, expected] of [
    ["\tadd\tx4, x0, #PAGE_SIZE", "#", "punctuation.definition.immediate"],
    ["\tadd\tx4, x0, #PAGE_SIZE", "PAGE_SIZE", "constant.other.symbol"],
    ["\tldp x0, x1, [x2], #16", "#16", "constant.numeric.decimal"],
    ["#include <linux/kexec.h>", "#include", "keyword.control.directive"],
    ["#include <linux/kexec.h>", "<linux", "string.quoted.include"],
    ["#ifdef CONFIG_KEXEC", "#ifdef", "keyword.control.directive"],
    ["# a line that is a comment", "# a", "comment.line.number-sign"],
    ["\tmsr\tsctlr_el1, x9", "msr", "keyword.control.system"],
    ["\tmsr\tsctlr_el1, x9", "sctlr_el1", "variable.language.system-register"],
    ["\tisb\t// now", "isb", "keyword.control.system"],
    ["\tisb\t// now", "// now", "comment.line.double-slash"],
    ["\tb.lo\t1b", "b.lo", "keyword.control.branch"],
    ["\tb.lo\t1b", "1b", "entity.name.label.reference"],
    ["1:\tdc civac, x7", "1", "entity.name.label"],
    ["1:\tdc civac, x7", "dc", "keyword.control.system"],
    [".Lentry:", ".Lentry", "entity.name.label"],
    ["\ttbnz x20, #3, .Ldone", ".Ldone", "entity.name.label.reference"],
    [".macro copy_page dest:req", "copy_page", "entity.name.function.macro"],
    ["\tldr \\reg, [x0]", "\\reg", "variable.parameter.macro"],
    ["SYM_CODE_START(arm64_relocate_new_kernel)", "arm64_relocate", "entity.name.function"],
    ["\tadd x0, x0, :lo12:sym", ":lo12:", "storage.modifier.relocation"],
    ["//@ entry el=1 mmu=off", "entry", "storage.type.contract"],
    ["//@ entry el=1 mmu=off", "mmu", "entity.other.attribute-name"],
    ["//@ x1: code va size=4K", "code", "support.type.role"],
    ["\tmov\tx20, x0", "mov", "support.function.mnemonic"],
    ["\tmov\tx20, x0", "x20", "variable.language.register"],
    ['\t.section ".text", "ax"', ".section", "keyword.other.directive"],
  ] as const) {
    test(`sees ${expected} in ${JSON.stringify(line)} at ${JSON.stringify(part)}`, () => {
      assert.equal(scope(line, part), expected);
    });
  }
});
