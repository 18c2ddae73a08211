import { escapeHtml } from "@/lib/server/channels/liquid";
import { framedPage } from "./page-frame";
import { CHANNEL_WORDS } from "./pages";
import type { Preferences } from "./preferences";

/** What has just been saved: no to the topic, no to all, or a choice among topics. */
export type Done = "topic" | "all" | "choice";

/**
 * Where a customer chooses what they want: out of what the message was about with one button, out of all marketing on the channel with another,
 * or topic by topic.
 */
export function preferencesPage(preferences: Preferences, done: Done | null = null): Response {
  const { shop, channel, off, about, topics } = preferences;
  const what = CHANNEL_WORDS[channel];
  const topic = topics.find(({ key }) => key === about);
  const offers = topic && !topic.refused && !off;
  const content = [
    done ? `<p role="status">${said(done, preferences)} Messages about your orders still reach you.</p>` : "",
    offers && !done
      ? `<p>The message was about ${named(topic.name)}. You will get no more ${what} about it from ${named(shop)}.</p>
${form("topic", `Unsubscribe from ${escapeHtml(topic.name)}`)}`
      : "",
    choices(preferences, { done: done !== null, first: !done && !offers }),
    off
      ? ""
      : `<section><h2>Nothing at all</h2><p>No more marketing ${what} from ${named(shop)}, whatever they are about.</p>
${form("all", `Unsubscribe from all marketing ${what}`, "plain")}</section>`,
  ];
  const title =
    (done && TITLES[done]) ?? (offers ? `Unsubscribe from ${topic.name}` : `Your ${what} from ${shop}`);
  return framedPage(200, title, content.filter(Boolean).join("\n"));
}

const TITLES: Record<Done, string> = {
  topic: "You are unsubscribed",
  all: "You are unsubscribed",
  choice: "Your choice is saved",
};

function said(done: Done, { shop, channel, about, topics }: Preferences): string {
  const what = CHANNEL_WORDS[channel];
  const topic = topics.find(({ key }) => key === about);
  if (done === "choice") return `From now on you get the ${what} from ${named(shop)} that you chose.`;
  if (done === "topic" && topic)
    return `You get no more ${what} about ${named(topic.name)} from ${named(shop)}.`;
  return `You get no more marketing ${what} from ${named(shop)}.`;
}

function choices(
  { shop, channel, off, topics }: Preferences,
  { done, first }: { done: boolean; first: boolean },
): string {
  const what = CHANNEL_WORDS[channel];
  const boxes = topics.map(
    ({ key, name, description, refused }) =>
      `<label><input type="checkbox" name="topic" value="${escapeHtml(key)}"${off || refused ? "" : " checked"}><span dir="auto">${escapeHtml(name)}${
        description ? `<small>${escapeHtml(description)}</small>` : ""
      }</span></label>`,
  );
  const now = off
    ? `<p>${done ? "" : `You get no marketing ${what} from ${named(shop)}. `}Choose what you want to hear of to get some again.</p>`
    : "";
  const chosen = `<form method="post"><fieldset><legend>${capital(what)} you want from <bdi>${escapeHtml(shop)}</bdi></legend>
${boxes.join("\n")}</fieldset>
<button class="plain" name="what" value="choice">Save my choice</button></form>`;
  return first ? `${now}${chosen}` : `<section>${now}${chosen}</section>`;
}

function form(what: "topic" | "all", label: string, style = ""): string {
  const look = style ? ` class="${style}"` : "";
  return `<form method="post"><button${look} name="what" value="${what}">${label}</button></form>`;
}

function named(text: string): string {
  return `<strong dir="auto">${escapeHtml(text)}</strong>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
