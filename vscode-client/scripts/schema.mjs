// Writes schemas/relolens.schema.json, the schema of relolens.yml: node scripts/schema.mjs [--check]
// The clauses are regular expressions put together from the parts below; a test of the server's holds them to the parser.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const out = join(import.meta.dirname, "../schemas/relolens.schema.json");

const anyOf = (...words) => `(?:${words.join("|")})`;
const setting = (key, value) => `${key}\\s*=\\s*${value}`;
/** Parts in any order and number, with white space between. */
const list = (part) => `(?:\\s+${part})*`;
const some = (part) => `(?:\\s+${part})+`;
const whole = (body) => `^\\s*${body}\\s*(?://.*)?$`;

const word = "[A-Za-z0-9_.+%$*?\\[\\]{}-]+";
const number = "-?(?:0[xX][0-9a-fA-F]{1,16}|[0-9]{1,20})(?:[KMGkmg]i?B?|B)?";
const register = "(?:[xX](?:[0-9]|[12][0-9]|30)|[sS][pP]|[fF][pP]|[lL][rR])";
const onOff = anyOf("on", "off", "any", "unknown");
const state = anyOf(
  setting("el", anyOf("1", "2", "3", "any")),
  setting(anyOf("vhe", "idmap"), anyOf("yes", "no", "unknown")),
  setting(anyOf("mmu", "dcache", "icache"), onOff),
  setting("daif", anyOf("masked", "unmasked", "unknown")),
);
const pointerOption = anyOf(
  "pa",
  "va",
  setting("size", number),
  setting("align", number),
  setting("lines", anyOf("clean", "dirty", "unknown")),
);
const role = anyOf(
  `${anyOf("code", "pagetable", "emptytable", "data", "stack", "device", "pagelist")}${list(pointerOption)}`,
  `symbol\\s+${word}${list(pointerOption)}`,
  `number(?:\\s+${number})?`,
  `offset\\s+${anyOf("phys-to-virt", "phys-minus-virt")}`,
);
const inParentheses = (parameter) => `\\s*\\(\\s*(?:${parameter}\\s*(?:,\\s*${parameter}\\s*)*,?\\s*)?\\)`;
const kimageParameter = anyOf(
  setting("abi", anyOf("head", "struct")),
  setting(anyOf("size", "order", "seed"), number),
  setting("layout", anyOf("contiguous", "scattered", "reversed")),
  setting("va", anyOf("linear", "contiguous")),
  setting("granule", anyOf("4K", "16K", "64K", "4096", "16384", "65536")),
  setting("map", anyOf("page", "block")),
  setting(anyOf("inplace", "dirty"), "[0-9]{1,3}%?"),
  setting("overlap", anyOf("none", "adversarial")),
);
const bufferParameter = anyOf(setting("size", number), setting("align", number), "va", "pa", "random", "zero");
/** What a register holds: with parentheses at the end, after which no white space is needed, or without. */
const closed = anyOf(
  `kimage${inParentheses(kimageParameter)}`,
  `buffer${inParentheses(bufferParameter)}`,
  `symbol\\s*\\(\\s*${word}\\s*\\)`,
);
const open = anyOf(
  number,
  "kimage",
  "kimage\\.(?:start|dtb|offset)",
  "(?!kimage\\.|buffer\\b|symbol\\b)[A-Za-z_.$][A-Za-z0-9_.$]*",
);
/** Those of `parts` and what registers hold, in any order. */
const holding = (...parts) =>
  anyOf(`${setting(register, closed)}\\s*`, `${anyOf(...parts, setting(register, open))}(?:\\s+|$|(?=//))`);

const CLAUSES = [
  {
    title: "entry",
    description: "The machine on entry; each such clause is analysed. What is left out is unknown; `any` means both.",
    body: `entry${some(state)}`,
    examples: ["entry el=1 mmu=off dcache=off icache=on daif=masked", "entry el=2 vhe=no mmu=any"],
  },
  {
    title: "register role",
    description: "What a register holds on entry.",
    body: `${register}\\s*:\\s*${role}`,
    examples: [
      "x0: pagelist pa",
      "x1: code va size=4K align=64",
      "x3: data va size=64K align=4K lines=clean",
      "x4: offset phys-to-virt",
      "x5: number 6400",
      "x6: symbol kernel_image pa",
      "sp: stack va size=4K",
    ],
  },
  {
    title: "cpu",
    description: "What the core may be assumed to do; by default nothing.",
    body: `cpu${some(
      anyOf(
        setting(anyOf("idc", "dic", "bbm"), "[0-9]+"),
        setting("line", number),
        setting("stage2", anyOf("none", "on", "unknown")),
      ),
    )}`,
    examples: ["cpu idc=0 dic=0 line=64 bbm=0 stage2=none"],
  },
  {
    title: "run",
    description: "An experiment: a name, the machine's state, a core and a board, and what registers hold.",
    body: `run\\s+${word}\\s*:\\s*${holding(state, setting(anyOf("core", "board"), word))}*`,
    examples: [
      "run off: mmu=off core=cortex-a72 board=stingray x0=kimage(size=25MB, order=0, layout=scattered, seed=1) x1=kimage.start x2=kimage.dtb",
      "run copy: mmu=on core=cortex-a53 board=rk3399 x0=buffer(size=4K) x1=buffer(size=4K, align=4K, va, random) x2=64",
    ],
  },
  {
    title: "expect",
    description: "How runs must end.",
    body: `expect\\s+${holding(setting("exit", anyOf("br", "ret", "hvc", "smc", "eret")), "relocated")}+`,
    examples: ["expect exit=br relocated x0=kimage.dtb x1=0"],
  },
  {
    title: "allow",
    description: "A finding that is meant to be; the reason is required.",
    body: 'allow\\s+[A-Z][0-9]{2}\\s*"[^"]*[^"\\s][^"]*"',
    examples: ['allow C03 "the extra isb is kept for safety"'],
  },
];

const schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: "urn:relolens:schema:relolens-yml",
  title: "relolens.yml",
  description:
    "Contracts of routines whose files cannot carry contract comments. Looked for in a file's directory and upwards.",
  type: "object",
  additionalProperties: false,
  properties: {
    root: { type: "boolean", description: "true: the search for further files upwards ends here." },
    routines: {
      type: ["object", "null"],
      description: "By file: globs relative to this file's directory; a pattern without a slash fits any directory.",
      additionalProperties: {
        type: ["object", "null"],
        description: "By routine: its name; a * stands for anything.",
        additionalProperties: { $ref: "#/definitions/clauses" },
      },
      examples: [{ "arch/arm64/kernel/*.S": { cpu_soft_restart: ["entry el=1 mmu=on", "x1: code pa"] } }],
    },
  },
  definitions: {
    clauses: {
      anyOf: [
        { $ref: "#/definitions/clause" },
        { type: "array", items: { $ref: "#/definitions/clause" } },
        { type: "null" },
      ],
    },
    clause: {
      type: "string",
      anyOf: CLAUSES.map(({ title, description, body, examples }) => ({
        title,
        description,
        pattern: whole(body),
        examples,
      })),
    },
  },
};

const text = `${JSON.stringify(schema, null, 2)}\n`;
if (process.argv.includes("--check")) {
  if (readFileSync(out, "utf8") !== text) {
    console.error(`${out} is not what scripts/schema.mjs writes: run it`);
    process.exit(1);
  }
} else writeFileSync(out, text);
