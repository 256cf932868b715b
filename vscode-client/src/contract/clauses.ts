/** Contract clauses out of the answers of the wizard. Pure. */

export interface Role {
  readonly register: string;
  readonly role: string;
  readonly space?: "pa" | "va";
  readonly size?: string;
  readonly direction?: string;
}

export interface Answers {
  readonly el: "1" | "2" | "3" | "any";
  readonly mmu: "on" | "off" | "any";
  readonly interrupts: "masked" | "unmasked" | "";
  readonly roles: readonly Role[];
  /** Core and board of runs; none if undefined. */
  readonly machine: { readonly core: string; readonly board: string } | undefined;
}

/** Roles as the wizard offers them, with what the register holds. */
export const ROLES: readonly (readonly [string, string])[] = [
  ["code", "the address of bytes that will be executed later"],
  ["data", "the address of data"],
  ["pagelist", "a kexec entry list"],
  ["pagetable", "the address of a live translation table or of an entry in it"],
  ["emptytable", "the address of a reserved or zero page used as a table"],
  ["stack", "the address of a stack"],
  ["device", "the address of a device"],
  ["offset", "what turns a physical address into one to dereference"],
  ["number", "a number"],
];

export const REGISTERS: readonly string[] = [...Array.from({ length: 31 }, (_, n) => `x${n}`), "sp"];

export const DIRECTIONS: readonly (readonly [string, string])[] = [
  ["phys-to-virt", "added to a physical address"],
  ["phys-minus-virt", "subtracted from a physical address"],
];

/** Whether a role's register holds an address, which may be physical or virtual and has something behind it. */
export function isPointer(role: string): boolean {
  return !["offset", "number"].includes(role);
}

export function clauses(answers: Answers): string[] {
  const entry = [`entry el=${answers.el}`, `mmu=${answers.mmu}`];
  if (answers.interrupts) entry.push(`daif=${answers.interrupts}`);
  return [entry.join(" "), ...answers.roles.map(roleClause), ...runs(answers)];
}

function roleClause({ register, role, space, size, direction }: Role): string {
  return [`${register}: ${role}`, space, size ? `size=${size}` : undefined, direction].filter(Boolean).join(" ");
}

/** A run for each side of the MMU; buffers where a pointer has a size. */
function runs(answers: Answers): string[] {
  const { machine, mmu } = answers;
  if (!machine) return [];
  const values = answers.roles.flatMap((role) => {
    if (role.role === "pagelist") return [`${role.register}=kimage(size=25MB, order=0, layout=scattered, seed=1)`];
    if (role.role === "offset") return [`${role.register}=kimage.offset`];
    return role.size && ["code", "data", "stack"].includes(role.role)
      ? [`${role.register}=buffer(size=${role.size}, random)`]
      : [];
  });
  const hasImage = answers.roles.some((role) => role.role === "pagelist");
  const usable = values.filter((value) => hasImage || !value.endsWith("=kimage.offset"));
  const sides = mmu === "any" ? (["off", "on"] as const) : [mmu];
  return [
    ...sides.map((side) =>
      [`run ${side}: mmu=${side}`, `core=${machine.core}`, `board=${machine.board}`, ...usable].join(" "),
    ),
    ...(hasImage ? ["expect relocated"] : []),
  ];
}

/** As comment lines above a routine. */
export function commentLines(found: readonly string[]): string {
  return found.map((clause) => `//@ ${clause}\n`).join("");
}

/** As a relolens.yml of its own, for a file that cannot carry comments. */
export function sidecar(file: string, routine: string, found: readonly string[]): string {
  const list = found.map((clause) => `      - ${JSON.stringify(clause)}\n`).join("");
  return `root: true\nroutines:\n  ${JSON.stringify(file)}:\n    ${routine}:\n${list}`;
}
