/** What a code has of its own, beside what its campaign says: undefined is as the campaign has it, null is none. Times as ISO texts. */
export type CodeTerms = {
  active?: boolean | undefined;
  startsAt?: string | null | undefined;
  expiresAt?: string | null | undefined;
  quantity?: number | null | undefined;
  metadata?: Record<string, unknown> | undefined;
};
