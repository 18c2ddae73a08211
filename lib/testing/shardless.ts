/** A statement as it is read here: remarks and texts in it say nothing of tables. */
function bare(text: string): string {
  return text.replaceAll(/--[^\n]*/g, " ").replaceAll(/'(?:[^']|'')*'/g, "''");
}

const AFTER_NAME =
  /^(?:ON|WHERE|SET|JOIN|LEFT|CROSS|INNER|ORDER|GROUP|LIMIT|USING|RETURNING|FOR|VALUES|SELECT|DO|UNION|OFFSET)$/i;

/**
 * The tables of these that a statement reads or writes without saying in which shard, once per place: each place is looked at by itself, with the name
 * it has there, so that a shard named for one table says nothing of another.
 */
export function shardless(text: string, tables: readonly string[]): string[] {
  const sql = bare(text);
  const place = new RegExp(
    `\\b(INSERT INTO|DELETE FROM|FROM|JOIN|UPDATE|USING|,)\\s+(${tables.join("|")})\\b(?!\\s*\\.)(?=(?:\\s+(?:AS\\s+)?(\\w+))?)`,
    "gi",
  );
  return [...sql.matchAll(place)].flatMap(({ index, 0: match, 1: verb, 2: table, 3: next }) => {
    const alias = next && !AFTER_NAME.test(next) ? next : null;
    const rest = untilClosed(sql.slice(index + match.length));
    if (verb!.toUpperCase() === "INSERT INTO") return /^[^(]*\([^)]*\bshard\b/.test(rest) ? [] : [table!];
    const name = alias ?? table!;
    const named = new RegExp(`\\b${name}\\.shard\\s*=|=\\s*${name}\\.shard\\b`, "i").test(sql);
    const plain = alias === null && /(?:^|[^.\w])shard\s*=/i.test(rest);
    return named || plain ? [] : [table!];
  });
}

/** What follows a place up to where the brackets around it close. */
function untilClosed(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")" && depth-- === 0) return text.slice(0, at);
  }
  return text;
}
