// The files that the editors open: our own examples, one of them with a fault.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** For the tour: a run that ends as expected and one that does not, a macro, a branch left out, no contract. */
const MACHINE = `	.macro	step reg
	add	\\reg, \\reg, #1
	.endm

#define BY_HAND	0

	.text
//@ entry el=1 mmu=off
//@ x0: number
//@ run good: mmu=off core=cortex-a53 board=rk3399 x0=3
//@ expect exit=ret x0=4
	.globl	count_up
	.type	count_up, %function
count_up:
	step	x0
#if BY_HAND
	add	x0, x0, #2
	sub	x0, x0, #1
#endif
	ret
	.size	count_up, . - count_up

//@ entry el=1 mmu=off
//@ x0: number
//@ run bad: mmu=off core=cortex-a53 board=rk3399 x0=3
//@ expect exit=ret x0=5
	.globl	count_wrong
	.type	count_wrong, %function
count_wrong:
	step	x0
	ret
	.size	count_wrong, . - count_wrong

	.globl	no_contract
	.type	no_contract, %function
no_contract:
	ldr	x1, [x0]
	msr	sctlr_el1, x1
	isb
	ret
	.size	no_contract, . - no_contract
`;

/** With comments and quotes of every kind, and a clause that is wrong. */
export const SIDECAR = `# contracts of files that carry none
root: true
routines:
  "other.S":            # not ours
    elsewhere: [ 'entry el=1 mmu=on' ]
  machine.S:
    wrong_clause:       # the level does not exist
      - "entry el=7"
`;

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

/** Adds what the tour looks at. */
export function writeTour(folder) {
  writeFileSync(join(folder, "machine.S"), MACHINE);
  writeFileSync(join(folder, "relolens.yml"), SIDECAR);
}
