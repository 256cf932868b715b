// Measures `relolens lsp` from outside, as an editor would meet it: a process of its own, messages on its standard streams.
// clangd-14, where it is installed, does the same on C of the same length in the same run.
// usage: bench-lsp.mjs [edits] [unit|huge|many|soak]    edits: keystrokes measured (default 150); soak: many with 20,000 edits
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync, readdirSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = join(import.meta.dirname, "..");
const edits = Number(process.argv[2] ?? 150);
const part = process.argv[3] ?? "all";
const soak = part === "soak";
const LINES = 5000;
const HUGE = 120_000;
const work = mkdtempSync(join(tmpdir(), "relolens-bench-"));
let seed = 12345;
const random = (below) => {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed >>> 8) % below;
};

/** One language server and what it answered. */
class Server {
  constructor(command, args, directory) {
    this.started = performance.now();
    this.child = spawn(command, args, { cwd: directory, stdio: ["pipe", "pipe", "ignore"] });
    this.child.on("exit", (code) => (this.ended = code ?? -1));
    this.child.stdin.on("error", () => undefined);
    this.buffer = Buffer.alloc(0);
    this.waiting = new Map();
    this.published = new Map();
    this.listeners = new Set();
    this.next = 1;
    this.child.stdout.on("data", (data) => this.read(data));
  }

  read(data) {
    this.buffer = this.buffer.length === 0 ? data : Buffer.concat([this.buffer, data]);
    for (;;) {
      const head = this.buffer.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/content-length: *(\d+)/i.exec(this.buffer.toString("latin1", 0, head))[1]);
      if (this.buffer.length < head + 4 + length) return;
      const message = JSON.parse(this.buffer.toString("utf8", head + 4, head + 4 + length));
      this.buffer = this.buffer.subarray(head + 4 + length);
      this.take(message);
    }
  }

  take(message) {
    if (message.id !== undefined && message.method === undefined) {
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    } else if (message.id !== undefined) {
      this.send({ jsonrpc: "2.0", id: message.id, result: null });
    } else if (message.method === "textDocument/publishDiagnostics") {
      this.published.set(message.params.uri, message.params);
      for (const listener of this.listeners) listener(message.params);
    }
  }

  send(message) {
    const body = Buffer.from(JSON.stringify(message));
    this.child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.child.stdin.write(body);
  }

  notify(method, params) {
    this.send({ jsonrpc: "2.0", method, params });
  }

  /** Milliseconds until the answer, which stands in `last`. */
  async ask(method, params) {
    const start = performance.now();
    const id = this.next++;
    const answer = new Promise((resolve) => this.waiting.set(id, resolve));
    this.send({ jsonrpc: "2.0", id, method, params });
    this.last = await within(answer, 60_000, method);
    return performance.now() - start;
  }

  diagnostics(uri, version) {
    const fresh = (p) => p !== undefined && p.uri === uri && (version === undefined || (p.version ?? 0) >= version);
    if (fresh(this.published.get(uri))) return Promise.resolve();
    const found = new Promise((resolve) => {
      const listener = (p) => {
        if (fresh(p)) {
          this.listeners.delete(listener);
          resolve();
        }
      };
      this.listeners.add(listener);
    });
    return within(found, 60_000, `diagnostics of ${uri}`);
  }

  async initialize(directory) {
    await this.ask("initialize", {
      processId: process.pid,
      rootUri: String(pathToFileURL(directory)),
      capabilities: {
        textDocument: {
          publishDiagnostics: { versionSupport: true },
          completion: {},
          semanticTokens: tokens,
          inlayHint: {},
        },
        workspace: { inlayHint: { refreshSupport: true } },
      },
    });
    this.can = this.last.result.capabilities;
    this.notify("initialized", {});
  }

  open(uri, languageId, text) {
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
  }

  /** Puts `text` in the place of lines `from` to before `to`. */
  change(uri, version, from, to, text) {
    this.notify("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: { line: from, character: 0 }, end: { line: to, character: 0 } }, text }],
    });
  }

  status(key) {
    const found = new RegExp(`${key}:\\s+(\\d+)`).exec(readFileSync(`/proc/${this.child.pid}/status`, "utf8"));
    return Math.round(Number(found[1]) / 1024);
  }

  async close() {
    await this.ask("shutdown", null);
    this.notify("exit", undefined);
    await new Promise((resolve) => {
      this.child.on("exit", resolve);
      setTimeout(() => this.child.kill("SIGKILL"), 5000).unref();
    });
  }
}

const tokens = {
  requests: { range: true, full: { delta: true } },
  tokenTypes: ["keyword", "variable", "function", "macro", "number", "comment", "string", "operator", "parameter"],
  tokenModifiers: [],
  formats: ["relative"],
};

function within(promise, ms, what) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no ${what} within ${ms / 1000} s`)), ms);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}

function row(name, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  const cells = [at(0.5), at(0.99), sorted[sorted.length - 1]].map((ms) => ms.toFixed(1).padStart(10));
  console.log(`${name.padEnd(72)}${cells.join("")}${String(sorted.length).padStart(7)}`);
}

/** A loop of plain arithmetic, in ms: how fast this machine is at this moment. */
function calibration() {
  const start = performance.now();
  let y = 88675123;
  for (let i = 0; i < 10_000_000; i++) {
    y ^= y << 13;
    y ^= y >>> 17;
    y ^= y << 5;
  }
  return y === 0 ? 0 : performance.now() - start;
}

/** Assembly of routines that copy, with a macro, some of them with something to find. */
function assembly(lines) {
  const out = [
    "#define STEP 16",
    "\t.macro move to, from",
    "\tldp x5, x6, [\\from], #STEP",
    "\tstp x5, x6, [\\to], #STEP",
    "\t.endm",
  ];
  for (let i = 0; out.length < lines; i++) {
    out.push(
      "//@ entry el=1 mmu=any daif=masked",
      "//@ x0: data va",
      "//@ x1: data va",
      `\t.type r${i}, %function`,
      `r${i}:`,
    );
    out.push(
      "\tadd x2, x0, #4096",
      "\tmov x3, x0",
      `.Lloop${i}:`,
      "\tmove x3, x1",
      "\tcmp x3, x2",
      `\tb.lo .Lloop${i}`,
    );
    out.push(`\tcbz x5, .Lend${i}`, "\tdsb sy", i % 8 === 0 ? "\tic iallu" : "\tnop", `.Lend${i}:`, "\tret");
  }
  return out;
}

/** C of the same length: functions that copy. */
function c(lines) {
  const out = ["typedef unsigned long word;"];
  for (let i = 0; out.length < lines; i++) {
    out.push(`static int limit${i} = ${i};`, `int r${i}(word *to, const word *from, int n)`, "{", "  word sum = 0;");
    out.push("  for (int i = 0; i < n; i++) {", "    to[i] = from[i];", "    sum += from[i];", "  }");
    out.push(
      `  if (sum > (word)limit${i})`,
      "    return n;",
      "  while (n-- > 0) {",
      "    to[n] ^= sum;",
      "    sum >>= 1;",
    );
    out.push("  }", "  return (int)sum;", "}");
  }
  return out;
}

const REQUESTS = [
  ["hover", "hoverProvider"],
  ["definition", "definitionProvider"],
  ["completion", "completionProvider"],
  ["documentHighlight", "documentHighlightProvider"],
  ["signatureHelp", "signatureHelpProvider"],
];

/** What an editor asks of the lines it shows, and of the whole document. */
function views(server, uri, line, shown) {
  const textDocument = { uri };
  const range = { start: { line, character: 0 }, end: { line: line + shown, character: 0 } };
  const can = server.can;
  return [
    ["inlayHint", can.inlayHintProvider, { textDocument, range }, true],
    ["codeAction", can.codeActionProvider, { textDocument, range, context: { diagnostics: [] } }, true],
    ["semanticTokens/range", can.semanticTokensProvider?.range, { textDocument, range }, true],
    ["semanticTokens/full", can.semanticTokensProvider?.full, { textDocument }, false],
    ["documentSymbol", can.documentSymbolProvider, { textDocument }, false],
    ["codeLens", can.codeLensProvider, { textDocument }, false],
    ["foldingRange", can.foldingRangeProvider, { textDocument }, false],
    ["documentLink", can.documentLinkProvider, { textDocument }, false],
  ].filter(([, announced]) => announced);
}

async function typing(name, command, args, file, languageId, lines, places) {
  writeFileSync(join(work, file), lines.join("\n"));
  const uri = String(pathToFileURL(join(work, file)));
  const server = new Server(command, args, work);
  await server.initialize(work);
  server.open(uri, languageId, lines.join("\n"));
  await server.diagnostics(uri);
  row(`${name}: start to first diagnostics`, [performance.now() - server.started]);
  const fresh = [];
  const hints = [];
  const idle = new Map();
  const busy = new Map();
  const note = (table, key, ms) => table.set(key, [...(table.get(key) ?? []), ms]);
  let version = 1;
  let edited = 0;
  const warm = Math.max(60, edits / 2);
  for (let i = -warm; i < edits; i++) {
    const measured = i >= 0;
    const place = places[random(places.length)];
    // A line more, then taken out again: all lines after it move.
    const even = (i & 1) === 0;
    if (even) edited = place.line;
    version++;
    const start = performance.now();
    if (even) server.change(uri, version, edited, edited, languageId === "c" ? ";\n" : "\tnop\n");
    else server.change(uri, version, edited, edited + 1, "");
    const done = server.diagnostics(uri, version).then(() => performance.now() - start);
    const textDocument = { uri };
    const position = { line: place.line, character: place.character };
    if (i % 3 === 0) {
      for (const [request, provider] of REQUESTS) {
        if (!server.can[provider]) continue;
        const ms = await server.ask(`textDocument/${request}`, { textDocument, position });
        // What is said of a line that was just written has to be found out first.
        if (measured) note(busy, `${request}${even ? ", in the line just written" : ""}`, ms);
      }
    }
    const ms = await done;
    if (measured) fresh.push(ms);
    if (server.can.inlayHintProvider && languageId === "asm") {
      await server.ask("textDocument/inlayHint", views(server, uri, Math.max(0, place.line - 20), 50)[0][2]);
      if (measured) hints.push(performance.now() - start);
    }
    for (const [request, provider] of REQUESTS) {
      if (!server.can[provider]) continue;
      const took = await server.ask(`textDocument/${request}`, { textDocument, position });
      if (measured) note(idle, request, took);
    }
    if (i % 5 === 0) {
      for (const [request, , params, shown] of views(server, uri, Math.max(0, place.line - 20), 50)) {
        const took = await server.ask(`textDocument/${request}`, params);
        if (measured) note(idle, `${request}${shown ? ", 50 lines" : ""}`, took);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  row(`${name}: keystroke to fresh diagnostics`, fresh);
  if (hints.length > 0) row(`${name}: keystroke to fresh diagnostics and hints`, hints);
  for (const [key, times] of idle) row(`${name}: ${key}`, times);
  for (const [key, times] of busy) row(`${name}: ${key}, after a keystroke`, times);
  console.log(`${`${name}: resident memory`.padEnd(72)}${String(server.status("VmHWM")).padStart(10)} MiB at most`);
  await server.close();
}

async function huge() {
  const lines = assembly(HUGE);
  const file = join(work, "huge.S");
  writeFileSync(file, lines.join("\n"));
  const uri = String(pathToFileURL(file));
  const server = new Server(join(root, "relolens"), ["lsp"], work);
  await server.initialize(work);
  const open = performance.now();
  server.open(uri, "asm", lines.join("\n"));
  const done = server.diagnostics(uri).then(() => performance.now() - open);
  const times = new Map();
  const textDocument = { uri };
  let finished = false;
  void done.then(() => (finished = true));
  let version = 1;
  // First while the file is being analysed for the first time, then with edits, then with all done.
  for (const phase of ["before the first analysis", "while typing", "at rest"]) {
    if (phase === "at rest") await server.diagnostics(uri, version);
    for (let i = 0; i < 30 && (phase !== "before the first analysis" || !finished); i++) {
      const line = random(lines.length - 200);
      if (phase === "while typing") {
        if (!finished) await done;
        version++;
        server.change(uri, version, line, line, "\n");
      }
      const note = (key, ms) => times.set(`${key}, ${phase}`, [...(times.get(`${key}, ${phase}`) ?? []), ms]);
      note(
        "an unknown document's hover (the reader)",
        await server.ask("textDocument/hover", {
          textDocument: { uri: "file:///no" },
          position: { line, character: 2 },
        }),
      );
      for (const [request, provider] of REQUESTS) {
        if (server.can[provider])
          note(
            request,
            await server.ask(`textDocument/${request}`, { textDocument, position: { line, character: 3 } }),
          );
      }
      for (const [request, , params, shown] of views(server, uri, line, 50)) {
        if (shown || (phase === "at rest" && i < 5))
          note(`${request}${shown ? ", 50 lines" : ", whole"}`, await server.ask(`textDocument/${request}`, params));
      }
    }
  }
  row(`${HUGE} lines: open to first diagnostics`, [await done]);
  for (const [key, all] of times) row(`${HUGE} lines: ${key}`, all);
  console.log(
    `${`${HUGE} lines: resident memory`.padEnd(72)}${String(server.status("VmHWM")).padStart(10)} MiB at most`,
  );
  await server.close();
}

/** 50 kernel files open at once, many edits: what the process holds must not grow. */
async function many() {
  const tree = join(process.env.RELOLENS_LINUX ?? "", "linux-6.1");
  if (!process.env.RELOLENS_LINUX || !existsSync(tree)) {
    console.log("set RELOLENS_LINUX to see 50 kernel files open");
    return;
  }
  const files = [];
  for (const directory of ["kernel", "lib", "mm", "crypto", "kvm/hyp", "kvm/hyp/nvhe"]) {
    for (const f of readdirSync(join(tree, "arch/arm64", directory))) {
      if (f.endsWith(".S") && !f.endsWith(".lds.S") && files.length < 50)
        files.push(join(tree, "arch/arm64", directory, f));
    }
  }
  const server = new Server(join(root, "relolens"), ["lsp"], tree);
  await server.initialize(tree);
  const texts = files.map((f) => readFileSync(f, "utf8").split("\n"));
  const uris = files.map((f) => String(pathToFileURL(f)));
  const versions = files.map(() => 1);
  uris.forEach((uri, i) => server.open(uri, "asm", texts[i].join("\n")));
  for (const uri of uris) await server.diagnostics(uri);
  const total = soak ? 20_000 : 1000;
  const held = [];
  for (let i = 0; i < total; i++) {
    const f = random(files.length);
    const line = random(texts[f].length - 1);
    versions[f] += 2;
    server.change(uris[f], versions[f] - 1, line, line, "\tnop\n");
    server.change(uris[f], versions[f], line, line + 1, "");
    if (i % 20 === 0) await server.diagnostics(uris[f], versions[f]);
    if (i % (total / 5) === 0) held.push(server.status("VmRSS"));
  }
  for (let f = 0; f < files.length; f++) await server.diagnostics(uris[f], versions[f] === 1 ? undefined : versions[f]);
  held.push(server.status("VmRSS"));
  console.log(
    `${`${files.length} kernel files, ${total} edits: resident memory`.padEnd(72)}  ${held.join(", ")} MiB; at most ${server.status("VmHWM")}`,
  );
  await server.close();
}

const columns = ["p50 ms", "p99 ms", "largest", "times"];
console.log(
  `${"language server".padEnd(72)}${columns
    .slice(0, 3)
    .map((c) => c.padStart(10))
    .join("")}${columns[3].padStart(7)}`,
);
try {
  console.log(`${"calibration".padEnd(72)}${calibration().toFixed(1).padStart(10)}`);
  const source = assembly(LINES);
  const spots = source.flatMap((l, line) =>
    /^\t(add|mov|cmp|move|b\.lo)/.test(l) ? [{ line, character: l.startsWith("\tb") ? 8 : 2 }] : [],
  );
  if (part === "all" || part === "unit") {
    await typing("relolens, 5,000 lines", join(root, "relolens"), ["lsp"], "unit.S", "asm", source, spots);
    const clangd = ["/usr/bin/clangd-14", "/usr/lib/llvm-14/bin/clangd"].find((p) => existsSync(p));
    if (clangd !== undefined) {
      const program = c(LINES);
      const words = program.flatMap((l, line) =>
        /sum|limit/.test(l) ? [{ line, character: Math.max(2, l.search(/sum|limit/) + 1) }] : [],
      );
      await typing("clangd-14, 5,000 lines", clangd, ["--background-index=false"], "unit.c", "c", program, words);
    } else {
      console.log("clangd-14 is not installed: no comparison");
    }
  }
  if (part === "all" || part === "huge") await huge();
  if (part === "all" || part === "many" || soak) await many();
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exit(0);
