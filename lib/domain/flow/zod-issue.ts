import type { z } from "zod";

/** A zod finding as a sentence: our own message where the schema has one, else what is missing. */
export function issueFromZod(issue: z.core.$ZodIssue): string {
  if (issue.path.includes("conditions"))
    return "A condition is not finished: choose what to look at, how to compare it and with what.";
  const where = issue.path.length > 0 ? issue.path.map(words).join(" ") : "This step";
  if (issue.code === "invalid_type" && issue.input === undefined)
    return `${capital(where)} is not filled in.`;
  if (issue.code === "invalid_type" || issue.code === "invalid_union")
    return `${capital(where)} is not filled in correctly.`;
  return issue.message;
}

/** A field's name as people say it: "templateId" is the template. */
function words(name: PropertyKey): string {
  return String(name)
    .replace(/Id$/, "")
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
