/** The wizard's clauses are ones that the schema of relolens.yml takes, which is held to the parser by a test of the server's. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { type Answers, clauses, commentLines, DIRECTIONS, REGISTERS, ROLES, sidecar } from "../src/contract/clauses";

const schema = JSON.parse(readFileSync(join(process.cwd(), "schemas/relolens.schema.json"), "utf8")) as {
  definitions: { clause: { anyOf: { pattern: string }[] } };
};
const patterns = schema.definitions.clause.anyOf.map(({ pattern }) => new RegExp(pattern, "u"));
const taken = (clause: string): boolean => patterns.some((pattern) => pattern.test(clause));
const PLAIN: Answers = { el: "1", mmu: "any", interrupts: "masked", roles: [], machine: undefined };

describe("the contract wizard", () => {
  test("writes clauses that the schema takes, for every answer", () => {
    let count = 0;
    for (const el of ["1", "2", "3", "any"] as const)
      for (const mmu of ["on", "off", "any"] as const)
        for (const interrupts of ["masked", "unmasked", ""] as const)
          for (const [role] of ROLES)
            for (const [direction] of DIRECTIONS) {
              const extra =
                role === "offset" ? { direction } : role === "number" ? {} : { space: "pa" as const, size: "4K" };
              const found = clauses({
                el,
                mmu,
                interrupts,
                roles: [{ register: REGISTERS[count % REGISTERS.length] ?? "", role, ...extra }],
                machine: { core: "cortex-a53", board: "rk3399" },
              });
              for (const clause of found) assert.ok(taken(clause), clause);
              count++;
            }
    assert.ok(count > 500);
    assert.ok(!taken("entry el=4") && !taken("x31: data"));
  });
  test("runs both sides where both are asked for, on an image where there is an entry list", () => {
    assert.deepEqual(
      clauses({
        ...PLAIN,
        roles: [
          { register: "x0", role: "pagelist", space: "pa" },
          { register: "x3", role: "offset", direction: "phys-to-virt" },
        ],
        machine: { core: "cortex-a72", board: "stingray" },
      }),
      [
        "entry el=1 mmu=any daif=masked",
        "x0: pagelist pa",
        "x3: offset phys-to-virt",
        "run off: mmu=off core=cortex-a72 board=stingray x0=kimage(size=25MB, order=0, layout=scattered, seed=1) x3=kimage.offset",
        "run on: mmu=on core=cortex-a72 board=stingray x0=kimage(size=25MB, order=0, layout=scattered, seed=1) x3=kimage.offset",
        "expect relocated",
      ],
    );
  });
  test("gives pointers with a size a buffer, and offsets none without an image", () => {
    const [, , , run] = clauses({
      ...PLAIN,
      mmu: "on",
      roles: [
        { register: "x0", role: "data", space: "va", size: "4K" },
        { register: "x1", role: "offset", direction: "phys-to-virt" },
      ],
      machine: { core: "c", board: "b" },
    });
    assert.equal(run, "run on: mmu=on core=c board=b x0=buffer(size=4K, random)");
  });
  test("writes them as comments or as a relolens.yml", () => {
    assert.equal(commentLines(["entry el=1 mmu=on"]), "//@ entry el=1 mmu=on\n");
    assert.equal(
      sidecar("boot/a.S", "first", ['allow C03 "why"']),
      'root: true\nroutines:\n  "boot/a.S":\n    first:\n      - "allow C03 \\"why\\""\n',
    );
  });
});
