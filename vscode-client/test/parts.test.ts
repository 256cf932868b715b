import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { beforeEach, describe, test } from "node:test";
import { ClassArchives } from "../src/class-archives";
import { analysis, jarOf, languageServer } from "../src/launch";
import { BadReport, findingsOf } from "../src/report";
import { Restarts } from "../src/restarts";
import { serverSettings, splitArguments, virtualMachineArguments } from "../src/settings";
import { fake } from "./fake-vscode";

const java = { path: "/jdk/bin/java", major: 17, origin: "JAVA_HOME" };

beforeEach(() => {
  fake.reset();
});

describe("restarts", () => {
  test("wait longer each time, then give up", () => {
    const restarts = new Restarts();
    const delays = [0, 1, 2, 3, 4, 5].map((second) => restarts.delayAfterDeath(second * 1000));
    assert.deepEqual(delays, [500, 1000, 2000, 4000, 8000, undefined]);
  });
  test("forgive deaths of long ago", () => {
    const restarts = new Restarts();
    for (let i = 0; i < 5; i++) restarts.delayAfterDeath(i);
    assert.equal(restarts.delayAfterDeath(200_000), 500);
  });
  test("begin anew when the user restarts", () => {
    const restarts = new Restarts();
    for (let i = 0; i < 6; i++) restarts.delayAfterDeath(i);
    restarts.forgive();
    assert.equal(restarts.delayAfterDeath(7), 500);
  });
});

describe("settings", () => {
  test("have defaults that leave everything to the routine", () => {
    assert.deepEqual(serverSettings(), { core: "", board: "", includePaths: [], defines: [], inlayHints: "hot" });
  });
  test("are read from the section of the editor", () => {
    fake.settings = { "relolens.core": "cortex-a53", "relolens.inlayHints": "off", "relolens.defines": ["A=1"] };
    const { core, inlayHints, defines } = serverSettings();
    assert.deepEqual({ core, inlayHints, defines }, { core: "cortex-a53", inlayHints: "off", defines: ["A=1"] });
  });
  test("split options as a shell would", () => {
    assert.deepEqual(splitArguments(`-Xmx1g  "-Da=b c" -Dd='e f'`), ["-Xmx1g", "-Da=b c", "-Dd=e f"]);
    assert.deepEqual(splitArguments("   "), []);
  });
  test("give the virtual machine its options", () => {
    fake.settings = { "relolens.server.vmargs": "-Xmx2g -Xlog:gc" };
    assert.deepEqual(virtualMachineArguments(), ["-Xmx2g", "-Xlog:gc"]);
  });
});

describe("class archives", () => {
  test("are made once, and used from then on", async () => {
    const directory = mkdtempSync(path.join(tmpdir(), "archives-"));
    try {
      const java = path.join(directory, "java");
      const jar = path.join(directory, "r.jar");
      writeFileSync(jar, "");
      // Writes what it is told to write, as Java does when it ends.
      writeFileSync(
        java,
        '#!/bin/sh\nfor a; do case $a in -XX:ArchiveClassesAtExit=*) echo "$*" > "${a#*=}" ;; esac; done\n',
        { mode: 0o755 },
      );
      const said: string[] = [];
      const archives = new ClassArchives(path.join(directory, "kept"), { info: (line) => void said.push(line) });
      const first = archives.of(java, jar);
      assert.deepEqual(first.options, []);
      first.make();
      let next = archives.of(java, jar);
      for (let i = 0; i < 500 && next.options.length === 0; i++) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        next = archives.of(java, jar);
      }
      const file = /^-XX:SharedArchiveFile=(.*\.jsa)$/.exec(next.options[0] ?? "")?.[1] ?? "";
      assert.match(readFileSync(file, "utf8"), /-jar .*r\.jar warm-up/);
      writeFileSync(jar, "a newer one");
      assert.deepEqual(archives.of(java, jar).options, []);
      assert.deepEqual(archives.of("no such java", jar).options, []);
      assert.deepEqual(said, []);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

describe("command lines", () => {
  test("start the language server from the extension's own jar", () => {
    assert.deepEqual(languageServer(java, ["-Xmx1g"], jarOf("/ext")), {
      command: "/jdk/bin/java",
      args: ["@/ext/server/lsp.options", "-Xmx1g", "-jar", "/ext/server/relolens.jar", "lsp"],
    });
    // Java refuses two garbage collectors.
    assert.deepEqual(languageServer(java, ["-XX:+UseSerialGC"], jarOf("/ext"), ["-Xshare:auto"]).args, [
      "-Xshare:auto",
      "-XX:+UseSerialGC",
      "-jar",
      "/ext/server/relolens.jar",
      "lsp",
    ]);
  });

  const target = { path: "/w/a.S", root: "/w", format: "json", out: "/t/r.json", mayRun: true } as const;
  const settings = {
    core: "cortex-a53",
    board: "",
    includePaths: ["inc"],
    defines: ["A", "B=1"],
    inlayHints: "on",
  } as const;

  test("analyse with the settings of the editor", () => {
    assert.equal(
      analysis(java, [], "/r.jar", target, settings).args.join(" "),
      "-Xmx1g -jar /r.jar analyze /w/a.S --root /w --format=json=/t/r.json --core cortex-a53 -I inc -D A -D B=1",
    );
  });
  test("run no guest code where the editor has no trust", () => {
    assert.ok(analysis(java, [], "/r.jar", { ...target, mayRun: false }, settings).args.includes("--no-run"));
  });
});

describe("reports", () => {
  const report = (findings: unknown): string => JSON.stringify({ schema: "relolens-report/1", findings });

  test("give their findings", () => {
    const finding = {
      rule: "C04",
      name: "x",
      severity: "error",
      file: "a.S",
      line: 3,
      column: 2,
      endLine: 3,
      endColumn: 9,
      message: "m",
    };
    assert.deepEqual(findingsOf(report([{ ...finding, routine: "f", fingerprint: "0" }])), [finding]);
  });
  test("with places below 1 or missing are put where the editor can show them", () => {
    const [finding] = findingsOf(report([{ rule: "K01", severity: "fatal", file: "a.S", line: 0, message: "m" }]));
    assert.deepEqual(
      [finding?.line, finding?.column, finding?.endLine, finding?.endColumn, finding?.severity],
      [1, 1, 1, 1, "note"],
    );
  });
  for (const [what, json] of [
    ["no JSON", "relolens: no such file"],
    ["another schema", '{"schema":"relolens-report/2","findings":[]}'],
    ["no findings", '{"schema":"relolens-report/1"}'],
    ["a finding that is none", report([7])],
  ] as const) {
    test(`with ${what} are refused`, () => {
      assert.throws(() => findingsOf(json), BadReport);
    });
  }
});
