// Runs commands, counts what held. Each case gets a fresh directory.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");
const launcher = join(root, "relolens");
let passed = 0;
let failed = 0;

/** Runs one case; a case that throws has failed. */
export async function check(name, work) {
  const directory = mkdtempSync(join(tmpdir(), "relolens-smoke-"));
  const start = Date.now();
  try {
    await work(directory);
    passed++;
    console.log(`ok   ${name} (${Date.now() - start} ms)`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}: ${String(error.message).slice(0, 1500)}`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export function finish() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

/**
 * Runs a program to its end. Options: cwd, env, input (text), interruptAfter (ms until SIGINT).
 * Gives code, stdout, stderr, ms and peakKilobytes (of the process itself, as Linux counts it).
 */
export function execute(program, args, { cwd = root, env = process.env, input, interruptAfter } = {}) {
  return new Promise((resolve, reject) => {
    const start = Date.now();
    const child = spawn(program, args, { cwd, env, stdio: ["pipe", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    let peakKilobytes = 0;
    const watch = setInterval(() => {
      try {
        const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"));
        if (peak) peakKilobytes = Math.max(peakKilobytes, Number(peak[1]));
      } catch {
        // it has ended
      }
    }, 50);
    const interrupt = interruptAfter && setTimeout(() => child.kill("SIGINT"), interruptAfter);
    const limit = setTimeout(() => child.kill("SIGKILL"), 120_000);
    child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
    child.stdin.on("error", () => undefined);
    child.stdin.end(input ?? "");
    const done = () => {
      clearInterval(watch);
      clearTimeout(limit);
      clearTimeout(interrupt);
    };
    child.on("error", (error) => {
      done();
      reject(error);
    });
    child.on("close", (code, signal) => {
      done();
      resolve({ code, signal, stdout, stderr, ms: Date.now() - start, peakKilobytes });
    });
  });
}

/** `relolens ARGS`: whatever the case, it must not show a stack trace or escape codes to a pipe. */
export async function relolens(args, options) {
  const result = await execute(launcher, args, options);
  const both = result.stdout + result.stderr;
  assert.doesNotMatch(both, /^\s+at [\w.$]+\(|Exception in thread/m, `stack trace:\n${both}`);
  assert.ok(!both.includes("\u001b"), "escape codes in a pipe");
  return result;
}

/** `relolens analyze FILE --format json`, its report parsed; `expected` is the exit code. */
export async function analyze(file, { expected = 0, args = [], ...options } = {}) {
  const result = await relolens(["analyze", file, "--format", "json", ...args], options);
  assert.equal(
    result.code,
    expected,
    `exit code ${result.code}, stderr: ${result.stderr}, stdout: ${result.stdout.slice(0, 600)}`,
  );
  const report = JSON.parse(result.stdout);
  assert.equal(report.schema, "relolens-report/1");
  return { ...report, process: result };
}

export const read = (path) => readFileSync(join(root, path), "utf8");

/** Writes `text` to DIRECTORY/NAME and gives its path. */
export function put(directory, name, text) {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

/** The line, from 1, of the first match in `text`. */
export function lineOf(text, pattern) {
  const index = text.split("\n").findIndex((line) => pattern.test(line));
  assert.notEqual(index, -1, `no line matches ${pattern}`);
  return index + 1;
}

export function routine(report, name) {
  const found = report.routines.find((r) => r.name === name);
  assert.ok(found, `no routine ${name} among ${report.routines.map((r) => r.name).join(", ")}`);
  return found;
}

/** What findings say, in a form that can be compared: rule and line. */
export const brief = (report) => report.findings.map((f) => `${f.rule}@${f.line}`).sort();
