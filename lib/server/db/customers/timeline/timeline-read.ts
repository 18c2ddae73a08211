/** Whose timeline to read, and from which row of a source on; null is its newest. `limit` rows at most. */
export type TimelineRead = {
  shard: number;
  customerId: string;
  workspaceId: string;
  from: (string | number)[] | null;
  limit: number;
};
