/** HTML as a tagged template: what is put in is escaped, unless it is HTML made here. */

export class Html {
  constructor(readonly text: string) {}
}

export type Part = string | number | Html | undefined | readonly Part[];

export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, string, i) => text + asText(parts[i - 1]) + string));
}

function asText(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "string" || typeof part === "number") return escaped(String(part));
  return part.map(asText).join("");
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
