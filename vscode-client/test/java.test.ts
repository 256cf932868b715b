import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { candidates, findJava, majorVersion, NoJava, type Machine } from "../src/java";

/** A machine where the given executables answer with the given version text. */
function machine(
  javas: Record<string, string>,
  env: Record<string, string> = {},
  directories: Record<string, string[]> = {},
  platform: NodeJS.Platform = "linux",
): Machine {
  return {
    env,
    platform,
    list: (directory) => [...(directories[directory] ?? [])],
    version: (java) => Promise.resolve(javas[java]),
  };
}

const JAVA_17 = 'openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment';
const JAVA_11 = 'openjdk version "11.0.2" 2019-01-15';
const JAVA_8 = 'java version "1.8.0_292"';

describe("the version of a Java", () => {
  for (const [output, major] of [
    [JAVA_17, 17],
    [JAVA_11, 11],
    [JAVA_8, 8],
    ['openjdk version "25-ea" 2026-09-16', 25],
    ['openjdk version "21" 2023-09-19', 21],
    ["bash: java: command not found", undefined],
  ] as const) {
    test(`${String(major)} in ${output.split("\n")[0] ?? ""}`, () => {
      assert.equal(majorVersion(output), major);
    });
  }
  test("is found behind a line of JAVA_TOOL_OPTIONS", () => {
    assert.equal(majorVersion(`Picked up JAVA_TOOL_OPTIONS: -Xmx1g\n${JAVA_17}`), 17);
  });
});

describe("the lookup order", () => {
  test("is JDK_HOME, JAVA_HOME, PATH, the usual places", () => {
    const all = candidates(
      "",
      machine(
        {},
        { JDK_HOME: "/jdk", JAVA_HOME: "/home", PATH: "/none:/usr/bin", HOME: "/me" },
        { "/usr/bin": ["java", "ls"], "/usr/lib/jvm": ["java-9", "java-17"], "/me/.jdks": ["temurin-21"] },
      ),
    );
    assert.deepEqual(
      all.map((candidate) => candidate.path),
      [
        "/jdk/bin/java",
        "/home/bin/java",
        "/usr/bin/java",
        "/usr/lib/jvm/java-17/bin/java",
        "/usr/lib/jvm/java-9/bin/java",
        "/me/.jdks/temurin-21/bin/java",
      ],
    );
  });

  test("names each Java once", () => {
    assert.equal(candidates("", machine({}, { JDK_HOME: "/jdk", JAVA_HOME: "/jdk" })).length, 1);
  });

  test("has the executable's name and separators of Windows", () => {
    const all = candidates("", machine({}, { Path: "C:\\bin;D:\\jdk" }, { "D:\\jdk": ["java.exe"] }, "win32"));
    assert.deepEqual(
      all.map((candidate) => candidate.path),
      ["D:\\jdk\\java.exe"],
    );
  });

  test("looks into the bundles of macOS", () => {
    const jvms = "/Library/Java/JavaVirtualMachines";
    const all = candidates("", machine({}, {}, { [jvms]: ["temurin-21.jdk"] }, "darwin"));
    assert.deepEqual(
      all.map((candidate) => candidate.path),
      [`${jvms}/temurin-21.jdk/Contents/Home/bin/java`],
    );
  });
});

describe("finding a Java", () => {
  test("passes over those that are too old or do not start", async () => {
    const found = await findJava(
      "",
      machine(
        { "/old/bin/java": JAVA_11, "/usr/bin/java": JAVA_17 },
        { JDK_HOME: "/broken", JAVA_HOME: "/old", PATH: "/usr/bin" },
        { "/usr/bin": ["java"] },
      ),
    );
    assert.deepEqual(found, { path: "/usr/bin/java", origin: "PATH", major: 17 });
  });

  test("takes the home of the settings before all others", async () => {
    const found = await findJava(
      "~/jdk",
      machine({ "/me/jdk/bin/java": JAVA_17, "/other/bin/java": JAVA_17 }, { HOME: "/me", JAVA_HOME: "/other" }),
    );
    assert.equal(found.path, "/me/jdk/bin/java");
  });

  test("says so when the home of the settings is too old, and tries no other", async () => {
    const world = machine({ "/old/bin/java": JAVA_8, "/good/bin/java": JAVA_17 }, { JAVA_HOME: "/good" });
    await assert.rejects(findJava("/old", world), (error: unknown) => {
      assert.ok(error instanceof NoJava);
      assert.match(error.message, /relolens\.java\.home .*\/old\/bin\/java .*is Java 8/);
      return true;
    });
  });

  test("tells everything it tried when none will do", async () => {
    await assert.rejects(findJava("", machine({ "/a/bin/java": JAVA_11 }, { JDK_HOME: "/a", JAVA_HOME: "/b" })), {
      message: "Relolens needs Java 17 or later, and none was found.",
      tried: ["/a/bin/java (JDK_HOME) is Java 11", "/b/bin/java (JAVA_HOME) cannot be started"],
    });
  });
});
