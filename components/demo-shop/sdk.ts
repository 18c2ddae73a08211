/** The part of the browser SDK that the shop calls. */
export type Cartograph = {
  identify: (externalId: string, traits: Record<string, unknown>) => unknown;
  track: (name: string, properties: Record<string, unknown>) => unknown;
  page: (name?: string) => unknown;
  forget: () => unknown;
};

/** The SDK, or the queue that stands in for it until it has loaded. */
export function cartograph(): Cartograph | null {
  return (window as { cartograph?: Cartograph }).cartograph ?? null;
}
