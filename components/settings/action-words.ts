import { plural } from "@/lib/utils/plural";

type Entry = { action: string; objectType: string; detail: Record<string, unknown> };

const WORDS: Record<string, (detail: Record<string, unknown>) => string> = {
  "workspace.created": () => "Made the workspace",
  "workspace.changed": (detail) => `Changed ${listOf(Object.keys(detail).map(settingWords))}`,
  "member.invited": ({ email, role }) => `Invited ${email} as ${role}`,
  "member.joined": ({ role }) => `Joined as ${role}`,
  "member.role_changed": ({ name, from, to }) => `Made ${name} ${to}, who was ${from}`,
  "member.removed": ({ name }) => `Removed ${name}`,
  "member.left": () => "Left the workspace",
  "invitation.renewed": ({ email }) => `Made a new link for the invitation of ${email}`,
  "invitation.withdrawn": ({ email }) => `Withdrew the invitation of ${email}`,
  "api_key.created": ({ name, scope }) => `Made the API key “${name}” with the scope ${scope}`,
  "api_key.revoked": ({ name }) => `Revoked the API key “${name}”`,
  "run.retried": ({ name }) => `Retried a failed run of “${name}”`,
  "set_aside.replayed": ({ count }) =>
    `Gave ${plural(Number(count), "event that was set aside", "events that were set aside")} to the engine again`,
  "flow.moved": ({ name, version, moving }) => `Moved ${moving} inside “${name}” to version ${version}`,
  "webhook.secret_renewed": ({ name }) => `Made a new signing secret for the webhook “${name}”`,
  "password.changed": () => "Changed their password",
};

const SETTINGS: Record<string, string> = {
  name: "the name",
  timeZone: "the time zone",
  currency: "the currency",
  caps: "the frequency caps",
  capPolicy: "what happens beyond a cap",
  recoveryDiscountDays: "the limit of recovery discounts",
  quietHours: "the quiet hours",
  quietHoursPolicy: "what happens in quiet hours",
  consentPolicy: "the consent policy",
  undefinedEvents: "what happens to undefined events",
  maxEventAgeDays: "the oldest event taken",
  retentionMonths: "how long the history is kept",
  brand: "the brand",
};

/** An entry of the audit trail as a sentence, with what a simple change was from and to. */
export function actionWords({ action, objectType, detail }: Entry): { text: string; detail: string | null } {
  const words = WORDS[action];
  if (words)
    return { text: words(detail), detail: action === "workspace.changed" ? changesOf(detail) : null };
  const [noun = objectType, verb = "changed"] = action.split(".");
  const name = typeof detail.name === "string" ? ` “${detail.name}”` : "";
  return { text: `${capital(plain(verb))}: ${plain(noun)}${name}`, detail: null };
}

function changesOf(detail: Record<string, unknown>): string | null {
  const changes = Object.entries(detail).flatMap(([key, change]) => {
    const { from, to } = (change ?? {}) as { from?: unknown; to?: unknown };
    return isPlain(from) && isPlain(to)
      ? [`${capital(settingWords(key).replace(/^the /, ""))}: ${shown(from)} → ${shown(to)}`]
      : [];
  });
  return changes.join(" · ") || null;
}

function isPlain(value: unknown): value is string | number | boolean | null {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function shown(value: string | number | boolean | null): string {
  return value === null ? "none" : String(value);
}

function settingWords(key: string): string {
  return SETTINGS[key] ?? key;
}

function plain(word: string): string {
  return word.replaceAll(/[_-]/g, " ");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function listOf(words: string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
