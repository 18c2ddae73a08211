/** What a customer may choose among on one channel, as their link shows it. */
export type Preferences = {
  shop: string;
  channel: "email" | "sms";
  /** They said no to all marketing on the channel. */
  off: boolean;
  /** What the message was about that the link came with, by its key. */
  about: string | null;
  /** Those in use, and what the message was about. */
  topics: readonly { key: string; name: string; description: string; refused: boolean }[];
};
