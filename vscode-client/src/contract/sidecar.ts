/**
 * Clauses put into a relolens.yml that is there already. What is inserted is text at places: every other byte, comments
 * and order included, stays. Pure.
 */
import { isAlias, isMap, isScalar, isSeq, type Pair, parseAllDocuments, type YAMLMap, type YAMLSeq } from "yaml";

/** `text` in place of `length` characters at `offset`. */
export interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** The file is of a form that lines cannot be put into with confidence; the message says which. */
export class CannotMerge extends Error {}

/** What stands in a map, its clauses last: `key: { key: [clause, …] }`. */
type Path = readonly string[];

/** The edits that add `clauses` of `routine` in `file`; a clause that says the same thing otherwise is replaced. */
export function sidecarEdits(text: string, file: string, routine: string, clauses: readonly string[]): Edit[] {
  const edits = new Merging(text).add(file, routine, clauses);
  // Whatever the form of the file: what comes out must be read as what was there and the new clauses.
  const before = read(text);
  const after = read(applied(text, edits));
  const said = clausesOf(after, file, routine);
  if (
    !clauses.every((clause) => said.includes(clause)) ||
    others(before, file, routine) !== others(after, file, routine)
  )
    throw new CannotMerge("its form is one that cannot be added to");
  return edits;
}

export function applied(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.offset - a.offset)
    .reduce((now, { offset, length, text: put }) => now.slice(0, offset) + put + now.slice(offset + length), text);
}

type Tree = Record<string, unknown> | null;

function read(text: string): Tree {
  const [document] = parseAllDocuments(text);
  return document && "errors" in document && document.errors.length === 0 ? (document.toJS() as Tree) : null;
}

function clausesOf(tree: Tree, file: string, routine: string): unknown[] {
  const files = (tree?.routines ?? {}) as Record<string, Record<string, unknown> | null>;
  const found = files[keyOf(Object.keys(files), file)]?.[routine];
  return Array.isArray(found) ? (found as unknown[]) : [found];
}

/** All that is not said of the routine, as text to compare. */
function others(tree: Tree, file: string, routine: string): string {
  const files = { ...((tree?.routines ?? {}) as Record<string, Record<string, unknown> | null>) };
  const key = keyOf(Object.keys(files), file);
  files[key] = { ...files[key] };
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
  delete files[key][routine];
  return JSON.stringify({ ...tree, routines: files });
}

/** The key that stands for the file: its path, or its name alone, which fits any directory. */
function keyOf(keys: readonly string[], file: string): string {
  const name = file.split("/").at(-1) ?? file;
  return keys.includes(file) ? file : keys.includes(name) ? name : file;
}

/** What a clause speaks of: of the entry, of a register, of a run; the last one said holds. */
function subject(clause: string): string {
  const [, run] = /^run\s+([\w-]+)\s*:/.exec(clause) ?? [];
  if (run) return `run ${run}`;
  const [, register] = /^(\w+)\s*:/.exec(clause) ?? [];
  return register ?? (/^entry\b/.test(clause) ? "entry" : clause);
}

class Merging {
  private readonly newline: string;

  constructor(private readonly text: string) {
    this.newline = text.includes("\r\n") ? "\r\n" : "\n";
  }

  add(file: string, routine: string, clauses: readonly string[]): Edit[] {
    const documents = parseAllDocuments(this.text, { keepSourceTokens: true });
    const [document] = documents;
    if (documents.length > 1) throw new CannotMerge("it holds several YAML documents");
    const problem = document && "errors" in document ? document.errors[0] : undefined;
    if (problem) throw new CannotMerge(`it is not valid YAML: ${problem.message.split("\n")[0] ?? ""}`);
    const root: unknown = document && "contents" in document ? document.contents : null;
    const path = ["routines", file, routine];
    if (root === null || (isScalar(root) && root.value === null)) return [this.atEnd(path, clauses)];
    if (!isMap(root)) throw new CannotMerge("it is not a map with the key routines");

    const files = find(root, "routines");
    if (!files) return [this.grow(root, path, clauses)];
    const inFiles = this.mapBelow(files, root, path.slice(1), clauses);
    if (!isMap(inFiles)) return inFiles;
    const key = keyOf(inFiles.items.map(keyText), file);
    const ofFile = find(inFiles, key);
    if (!ofFile) return [this.grow(inFiles, [file, routine], clauses)];
    const inFile = this.mapBelow(ofFile, inFiles, [routine], clauses);
    if (!isMap(inFile)) return inFile;
    const ofRoutine = find(inFile, routine);
    if (!ofRoutine) return [this.grow(inFile, [routine], clauses)];
    return this.intoRoutine(ofRoutine, inFile, clauses);
  }

  /** The map that is the pair's value; edits that make one if there is none. */
  private mapBelow(pair: Pair, parent: YAMLMap, path: Path, clauses: readonly string[]): YAMLMap | Edit[] {
    const { value } = pair;
    if (isMap(value) && value.items.length > 0) return value;
    return this.fill(pair, parent, path, clauses);
  }

  private intoRoutine(pair: Pair, parent: YAMLMap, clauses: readonly string[]): Edit[] {
    const { value } = pair;
    if (isSeq(value) && value.items.length > 0) return this.intoList(value, clauses);
    if (isScalar(value) && typeof value.value === "string") {
      const [start, end] = rangeOf(value);
      const source = this.text.slice(start, end);
      if (/^[|>]/.test(source)) throw new CannotMerge("a clause in it is a block of text");
      const same = clauses.find((clause) => subject(clause) === subject(value.value as string));
      const list = [...(same ? [] : [source]), ...clauses.map((clause) => JSON.stringify(clause))];
      return this.replaceValue(pair, parent, list);
    }
    return this.fill(pair, parent, [], clauses);
  }

  /** Puts something below a key that has nothing, `null`, `{}` or `[]`. */
  private fill(pair: Pair, parent: YAMLMap, path: Path, clauses: readonly string[]): Edit[] {
    const { value } = pair;
    const empty =
      value === null ||
      (isScalar(value) && value.value === null) ||
      ((isMap(value) || isSeq(value)) && value.items.length === 0);
    if (isAlias(value)) throw new CannotMerge("it has an alias where the clauses belong");
    if (!empty) throw new CannotMerge(`"${keyText(pair)}" in it holds something else`);
    return this.replaceValue(
      pair,
      parent,
      clauses.map((clause) => JSON.stringify(clause)),
      path,
    );
  }

  private replaceValue(pair: Pair, parent: YAMLMap, list: readonly string[], path: Path = []): Edit[] {
    const [keyStart, keyEnd] = rangeOf(pair.key);
    const [start, end] = rangeOrNone(pair.value) ?? [keyEnd, keyEnd];
    if (parent.flow) {
      const colon = start > keyEnd ? "" : ": ";
      return [{ offset: start, length: end - start, text: colon + flow(path, list) }];
    }
    const gone = start > keyEnd && end > start ? start - this.blanksBefore(start) : start;
    const column = this.column(keyStart);
    const after = this.lineEnd(Math.max(end, keyEnd));
    const block = this.block(path, list, column + this.step(parent), this.step(parent));
    const edits = [{ offset: after, length: 0, text: this.opened(after) + block }];
    return end > gone ? [{ offset: gone, length: end - gone, text: "" }, ...edits] : edits;
  }

  private intoList(list: YAMLSeq, clauses: readonly string[]): Edit[] {
    const edits: Edit[] = [];
    const added: string[] = [];
    const have = list.items.map((item) => (isScalar(item) && typeof item.value === "string" ? item.value : ""));
    for (const clause of clauses) {
      if (have.includes(clause)) continue;
      const same = list.items.filter((_, i) => have[i] && subject(have[i]) === subject(clause));
      if (same.length === 1) {
        const [start, end] = rangeOf(same[0]);
        if (/^[|>]/.test(this.text.slice(start, end))) throw new CannotMerge("a clause in it is a block of text");
        edits.push({ offset: start, length: end - start, text: JSON.stringify(clause) });
      } else added.push(JSON.stringify(clause));
    }
    if (added.length === 0) return edits;
    const last = list.items.at(-1);
    if (list.flow) return [...edits, { offset: rangeOf(last)[1], length: 0, text: `, ${added.join(", ")}` }];
    const column = this.column(rangeOf(list)[0]);
    const after = this.afterEntry(last, column);
    return [...edits, { offset: after, length: 0, text: this.opened(after) + this.lines(added, column) }];
  }

  /** A new entry at the end of a map that has some already. */
  private grow(map: YAMLMap, path: Path, clauses: readonly string[]): Edit {
    const list = clauses.map((clause) => JSON.stringify(clause));
    const last = map.items.at(-1);
    if (map.items.length === 0 || !last) {
      if (!map.flow) throw new CannotMerge("it has an empty map");
      return { offset: rangeOf(map)[0] + 1, length: 0, text: flow(path, list).slice(1, -1) };
    }
    const end = rangeOrNone(last.value) ?? rangeOf(last.key);
    if (map.flow) return { offset: end[1], length: 0, text: `, ${flow(path, list).slice(1, -1)}` };
    const column = this.column(rangeOf(map)[0]);
    const after = this.afterEntry(last, column);
    return {
      offset: after,
      length: 0,
      text: this.opened(after) + this.block(path, list, column, this.step(map)),
    };
  }

  private atEnd(path: Path, clauses: readonly string[]): Edit {
    if (/^\.\.\.\s*$/m.test(this.text)) throw new CannotMerge("it ends its document");
    const list = clauses.map((clause) => JSON.stringify(clause));
    const offset = this.text.length;
    return { offset, length: 0, text: this.opened(offset) + this.block(path, list, 0, 2) };
  }

  private block(path: Path, list: readonly string[], column: number, step: number): string {
    const keys = path.map((key, i) => `${" ".repeat(column + i * step)}${quoted(key)}:${this.newline}`);
    return keys.join("") + this.lines(list, column + path.length * step);
  }

  private lines(list: readonly string[], column: number): string {
    return list.map((clause) => `${" ".repeat(column)}- ${clause}${this.newline}`).join("");
  }

  /** How far the map's values stand to the right of its keys; the first that says so. */
  private step(map: YAMLMap): number {
    for (const { value } of map.items) {
      if ((isMap(value) || isSeq(value)) && !value.flow && value.items.length > 0) {
        const step = this.column(rangeOf(value)[0]) - this.column(rangeOf(map)[0]);
        if (step > 0) return step;
      }
    }
    return 2;
  }

  /** Behind the last line of a map's or list's entry and the comments that stand deeper than `column`. */
  private afterEntry(entry: unknown, column: number): number {
    let at = this.lineEnd(lastCharacter(entry, this.text));
    for (let next = at; next < this.text.length;) {
      const end = this.lineEnd(next);
      const line = this.text.slice(next, end);
      if (line.trim() !== "" && !(/^ *#/.test(line) && line.search(/#/) > column)) break;
      if (line.trim() !== "") at = end;
      next = end;
    }
    return at;
  }

  /** Behind the line break after `offset`, or the text's end. */
  private lineEnd(offset: number): number {
    const at = this.text.indexOf("\n", offset);
    return at < 0 ? this.text.length : at + 1;
  }

  /** The line break that is missing before `offset` if the last line has none. */
  private opened(offset: number): string {
    return offset === 0 || this.text[offset - 1] === "\n" ? "" : this.newline;
  }

  private column(offset: number): number {
    return offset - (this.text.lastIndexOf("\n", offset - 1) + 1);
  }

  private blanksBefore(offset: number): number {
    return /[ \t]*$/.exec(this.text.slice(0, offset))?.[0].length ?? 0;
  }
}

function find(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => keyText(pair) === key);
}

function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : "";
}

/** Where a node begins, and where what it says ends. */
function rangeOf(node: unknown): [number, number] {
  const found = rangeOrNone(node);
  if (!found) throw new CannotMerge("a part of it has no place");
  return found;
}

function rangeOrNone(node: unknown): [number, number] | undefined {
  const { range } = (node ?? {}) as { range?: readonly [number, number, number] | null };
  return range ? [range[0], range[1]] : undefined;
}

/** The place of the last character of what an entry says. */
function lastCharacter(entry: unknown, text: string): number {
  if (typeof entry === "object" && entry !== null && "key" in entry && "value" in entry) {
    const { key, value } = entry as Pair;
    return Math.max(lastCharacter(key, text), rangeOrNone(value) ? lastCharacter(value, text) : 0);
  }
  if ((isMap(entry) || isSeq(entry)) && !entry.flow && entry.items.length > 0)
    return lastCharacter(entry.items.at(-1), text);
  const [start, end] = rangeOf(entry);
  const said = text.slice(start, end).trimEnd();
  return start + Math.max(0, said.length - 1);
}

function quoted(key: string): string {
  const plain = /^[A-Za-z_][\w.$]*$/.test(key) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(key);
  return plain && !/\.\w+$/.test(key) ? key : JSON.stringify(key);
}

/** In braces on one line: `{ key: [clause, …] }`, or the list alone. */
function flow(path: Path, list: readonly string[]): string {
  return path.reduceRight((inner, key) => `{${quoted(key)}: ${inner}}`, `[${list.join(", ")}]`);
}
