/** How many shards there are. Rows carry their shard, so changing this means moving data: it is fixed for good. */
export const SHARD_COUNT = 64;

/** The shard of a customer, and of all that belongs to them: the low six bits of their id, which are random in a UUIDv7. */
export function shardOf(customerId: string): number {
  return Number.parseInt(customerId.slice(-2), 16) % SHARD_COUNT;
}

/** The shard of a value that names somebody or something (an e-mail address, a code): FNV-1a over its UTF-16 units. */
export function shardOfValue(value: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < value.length; index++) {
    hash = Math.imul(hash ^ value.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash % SHARD_COUNT;
}
