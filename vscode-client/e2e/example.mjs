// The files that the editors open: our own examples, one of them with a fault.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** Writes the workspace: relocate.S is an example without the isb that must follow its write of SCTLR_EL1. */
export function writeWorkspace(folder) {
  mkdirSync(folder, { recursive: true });
  const lines = readFileSync(join(root, "examples/single-implementation.S"), "utf8").split("\n");
  const write = lines.findIndex((line) => /^\s*msr\s+sctlr_el1,/.test(line));
  if (write < 0 || !/^\s*isb\b/.test(lines[write + 1]))
    throw new Error("the example has no isb after its msr sctlr_el1");
  lines.splice(write + 1, 1);
  const file = join(folder, "relocate.S");
  writeFileSync(file, lines.join("\n"));
  // Another file with the same name in it, for what goes across files.
  writeFileSync(join(folder, "caller.S"), "\t.globl\tstart\nstart:\n\tbl\trelocate_image\n\tb\tstart\n");
  return { file, line: write + 1 };
}
