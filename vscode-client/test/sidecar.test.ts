/** Clauses go into a relolens.yml that is there already, and every other byte of it stays. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parse } from "yaml";
import { applied, CannotMerge, sidecarEdits } from "../src/contract/sidecar";

const NEW = ["entry el=2 mmu=off", "x0: pagelist pa"];
const merged = (text: string, file = "boot/a.S", routine = "first", clauses = NEW): string =>
  applied(text, sidecarEdits(text, file, routine, clauses));

/** What was there without what came: a line, or a place in one. */
function untouched(before: string, after: string): void {
  let at = 0;
  for (const c of before) {
    at = after.indexOf(c, at) + 1;
    assert.ok(at > 0, `${JSON.stringify(before)} is no longer in ${JSON.stringify(after)}`);
  }
}

const FULL = `# who may assume what
root: true   # no further up

routines:
    # files of the boot path
    "boot/*.S":           # all of them
        common: [ 'entry el=1 mmu=any' ]   # short

    boot/a.S:
        second:
        -   "entry el=1 mmu=on"   # as Linux does
        -   'x0: data pa'
          # more of it to come
        third: 'entry el=3'

# the end
`;

describe("a relolens.yml that is there", () => {
  test("gets a routine below its file, in the file's own indentation", () => {
    const after = merged(FULL);
    assert.equal(
      after,
      FULL.replace(
        "        third: 'entry el=3'\n",
        '        third: \'entry el=3\'\n        first:\n          - "entry el=2 mmu=off"\n          - "x0: pagelist pa"\n',
      ),
    );
  });
  test("gets a file", () => {
    assert.equal(
      merged(FULL, "b.S"),
      FULL.replace(
        "'entry el=3'\n",
        '\'entry el=3\'\n    "b.S":\n        first:\n            - "entry el=2 mmu=off"\n            - "x0: pagelist pa"\n',
      ),
    );
  });
  test("has clauses on the same subject replaced and others added, with its comments where they were", () => {
    assert.equal(
      merged(FULL, "boot/a.S", "second", ["entry el=2 mmu=off", "x1: code pa", "x0: data pa"]),
      FULL.replace('"entry el=1 mmu=on"', '"entry el=2 mmu=off"').replace(
        "          # more of it to come\n",
        '          # more of it to come\n        - "x1: code pa"\n',
      ),
    );
  });
  test("has a clause that stands alone made a list of", () => {
    assert.equal(
      merged("routines:\n  a.S:\n    first: 'x1: code pa' # why\n    last:\n", "a.S"),
      'routines:\n  a.S:\n    first: # why\n      - \'x1: code pa\'\n      - "entry el=2 mmu=off"\n      - "x0: pagelist pa"\n    last:\n',
    );
  });
  test("knows the file by its name alone, as the analysis does", () => {
    const after = merged("routines:\n  a.S:\n    other:\n      - entry el=1\n");
    assert.deepEqual(Object.keys((parse(after) as { routines: object }).routines), ["a.S"]);
  });
  test("is told that it cannot be added to, and why", () => {
    for (const [text, why] of [
      ["routines: [", /not valid YAML/],
      ["a: 1\n---\nb: 2\n", /several/],
      ["- a\n", /not a map/],
      ["routines:\n  boot/a.S: 7\n", /holds something else/],
      ["routines:\n  boot/a.S:\n    first: |\n      entry el=1\n", /block of text/],
      ["a: &x {}\nroutines: *x\n", /alias/],
    ] as const) {
      assert.throws(
        () => merged(text),
        (error) => error instanceof CannotMerge && why.test(error.message),
        text,
      );
    }
  });
  test("is read as before and the new clauses, in any of its forms, byte for byte", () => {
    let count = 0;
    for (const list of [
      "",
      " ~",
      " null # nothing",
      " []",
      ' [ "x1: code pa" ]',
      " x9",
      "\n    - 'x1: code pa' # c\n",
      "\n      - 'x1: code pa'\n      # inner\n      -   entry el=3\n",
    ])
      for (const routine of ["first", "other"])
        for (const file of ["boot/a.S", "'*.S'"])
          for (const top of ["", "root: true\n", "# only a comment\n\n", "---\nroot: false # f\n"])
            for (const tail of ["", "\n", "\n\n# end\n", "\n    later: []\n", "\n  z.S: {f: [entry el=1, ], g: }\n"])
              for (const newline of ["\n", "\r\n"]) {
                const said = list === " x9" ? " 'x9: code pa'" : list;
                const text = `${top}routines: # all\n  ${file}:\n    ${routine}:${said}${tail}`.replaceAll(
                  "\n",
                  newline,
                );
                const after = merged(text);
                const reads = parse(after) as { routines: Record<string, Record<string, unknown>> };
                const mine = reads.routines["boot/a.S"]?.first as string[];
                for (const clause of NEW) assert.ok(mine.includes(clause), after);
                if (said.includes("x9") && routine === "first" && file === "boot/a.S")
                  assert.ok(mine.includes("x9: code pa"));
                // Only the replaced entry clause and a spelled-out nothing may go.
                if (!/null|~|\[\]|entry/.test(said)) untouched(text, after);
                if (newline === "\r\n") assert.ok(!/[^\r]\n/.test(after), JSON.stringify(after));
                count++;
              }
    assert.equal(count, 8 * 2 * 2 * 4 * 5 * 2);
  });
  for (const text of [
    "",
    "# nothing yet\n",
    "root: true",
    "routines:\n",
    "routines: {}\n",
    "{}",
    "{routines: {}}",
    "{root: true, routines: {b.S: }}",
  ])
    test(`gets the first of all: ${JSON.stringify(text)}`, () => {
      const reads = parse(merged(text)) as { routines: Record<string, Record<string, unknown>> };
      assert.deepEqual(reads.routines["boot/a.S"]?.first, NEW);
    });
});
