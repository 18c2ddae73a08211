/** What the server tells the shop's pages. */
export type DemoShop = {
  /** Where the shop answers, without a path. */
  baseUrl: string;
  /** The key its browser sends events with. */
  writeKey: string;
  flow: { id: string; name: string } | null;
  inboxUrl: string;
};
