import { dependsOn, type SegmentRule, segmentRule } from "@/lib/domain/segment/rule";

/** A segment that follows its rule, as far as the engine needs it. */
export type LoadedSegment = {
  id: string;
  name: string;
  rule: SegmentRule;
  /** Names of events it asks about. */
  events: ReadonlySet<string>;
  /** Those of them that it asks the time of. */
  recency: ReadonlySet<string>;
  /** It asks about the customer's fields. */
  profile: boolean;
  /** Shards below this one hold its members; the others are still being built. */
  builtShards: number;
};

export type SegmentRow = { id: string; name: string; rule: unknown; version: number; builtShards: number };

const compiled = new Map<string, Omit<LoadedSegment, "name" | "builtShards"> | null>();
/** Rules kept compiled: more than any installation has in use at a time. */
const KEPT = 10_000;

/** A stored segment, ready to be asked; null when its rule does not fit, which no use-case stores. */
export function segmentFrom({ id, name, rule, version, builtShards }: SegmentRow): LoadedSegment | null {
  const key = `${id} ${version}`;
  let known = compiled.get(key);
  if (known === undefined) {
    if (compiled.size >= KEPT) compiled.clear();
    const parsed = segmentRule.safeParse(rule);
    known = parsed.success ? { id, rule: parsed.data, ...dependsOn(parsed.data) } : null;
    compiled.set(key, known);
  }
  return known && { ...known, name, builtShards };
}

/** Whether an event can change who belongs to a segment. */
export function touches(
  segment: LoadedSegment,
  event: { name: string; role: "cart" | "order" | null },
): boolean {
  if (segment.events.has(event.name) || event.name === "customer.created") return true;
  // An order raises the customer's totals.
  return segment.profile && (event.name === "customer.updated" || event.role === "order");
}
