import { drawFrom } from "@/lib/domain/random";

/** What a provider makes of one attempt at one message, the same whenever it is asked. `waitMs`: how long it asks to be left alone. */
export type ProviderAnswer =
  | { kind: "taken" }
  | { kind: "refused" }
  | { kind: "busy"; waitMs: number }
  /** It takes the request and says nothing. */
  | { kind: "silent" };

export function providerAnswer(messageId: string, attempt: number): ProviderAnswer {
  const draw = drawFrom(`provider:${messageId}:${attempt}`);
  if (draw < 0.6) return { kind: "taken" };
  if (draw < 0.7) return { kind: "refused" };
  if (draw < 0.8) return { kind: "busy", waitMs: 0 };
  if (draw < 0.9) return { kind: "busy", waitMs: 7_200_000 };
  return { kind: "silent" };
}
