/**
 * An answer for a page that everybody can open: of a customer it holds what the page said itself and the id, not what else is known of the
 * person, since a guessed source_id would otherwise tell somebody's address.
 */
export function withoutPersons(answer: unknown, sent: unknown): unknown {
  if (Array.isArray(answer)) return answer.map((one) => withoutPersons(one, sent));
  if (typeof answer !== "object" || answer === null) return answer;
  if ((answer as { object?: unknown }).object === "customer") return personOf(answer, sent);
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [name, withoutPersons(value, sent)]),
  );
}

function personOf(customer: object, sent: unknown): Record<string, unknown> {
  const said = new Set(textsOf(sent));
  const kept = Object.entries(customer).filter(
    ([name, value]) =>
      name === "id" || name === "object" || (typeof value === "string" && said.has(value.toLowerCase())),
  );
  return Object.fromEntries(kept);
}

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value.trim().toLowerCase()];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
