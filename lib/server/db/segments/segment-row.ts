import type { ShownSegment } from "@/lib/contracts/segments";
import type { SegmentRule } from "@/lib/domain/segment/rule";
import { SHARD_COUNT } from "@/lib/domain/shard";

export type StoredSegment = {
  id: string;
  name: string;
  description: string;
  type: "static" | "auto";
  rule: SegmentRule;
  version: number;
  built_shards: number;
  members: number;
  created_at: Date;
  updated_at: Date;
};

/** The columns of a StoredSegment, of a segment `s`. */
export const SEGMENT_COLUMNS = `s.id, s.name, s.description, s.type, s.rule, s.version, s.built_shards, s.created_at, s.updated_at,
  (SELECT count(*) FROM generate_series(0, 63) AS g (shard)
     JOIN segment_member m ON m.shard = g.shard AND m.segment_id = s.id) AS members`;

/** A segment as the API shows it. */
export function segmentOf(row: StoredSegment): ShownSegment {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    type: row.type,
    rule: row.rule,
    members: row.members,
    built: row.built_shards / SHARD_COUNT,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
