/** What an event is called to webhooks: the same on every try and to every address. */
export function webhookEventId(shard: number, eventId: number): string {
  return `evt_${shard}_${eventId}`;
}
