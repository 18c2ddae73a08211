import { TEMPLATE_VARIABLES } from "./variables";

const LABELS = new Map(TEMPLATE_VARIABLES.map(({ path, label }) => [path, label]));

/** Liquid as one line for people: variables as [First name], tags left out. For subjects and previews; nothing is evaluated. */
export function readableLiquid(source: string): string {
  return source
    .replace(/\{%[\s\S]*?%\}/g, "")
    .replace(
      /\{\{-?\s*([\w.[\]]+)[\s\S]*?\}\}/g,
      (_, path: string) => `[${LABELS.get(path) ?? lastPart(path)}]`,
    )
    .replace(/\s+/g, " ")
    .trim();
}

function lastPart(path: string): string {
  return path.split(".").at(-1) ?? path;
}
