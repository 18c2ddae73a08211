import { escapeHtml } from "@/lib/server/channels/liquid";
import { framedPage } from "./page-frame";
import { CHANNEL_WORDS } from "./pages";
import type { Preferences } from "./preferences";

/**
 * Where a customer chooses what they want: out of what the message was about with one button, out of all marketing on the channel with another,
 * or topic by topic. `done`: what has just been saved.
 */
export function preferencesPage(
  preferences: Preferences,
  done: { title: string; sentence: string } | null = null,
): Response {
  const { shop, channel, off, about, topics } = preferences;
  const what = CHANNEL_WORDS[channel];
  const topic = topics.find(({ key }) => key === about);
  const offers = topic && !topic.refused && !off;
  const content = [
    done
      ? `<p role="status">${escapeHtml(done.sentence)} Messages about your orders still reach you.</p>`
      : "",
    offers && !done
      ? `<p>The message was about ${named(topic.name)}. You will get no more ${what} about it from ${named(shop)}.</p>
${form("topic", `Unsubscribe from ${escapeHtml(topic.name)}`)}`
      : "",
    choices(preferences, { first: !done && !offers }),
    off
      ? ""
      : `<section><h2>Nothing at all</h2><p>No more marketing ${what} from ${named(shop)}, whatever they are about.</p>
${form("all", `Unsubscribe from all marketing ${what}`, "plain")}</section>`,
  ];
  const title = done?.title ?? (offers ? `Unsubscribe from ${topic.name}` : `Your ${what} from ${shop}`);
  return framedPage(200, title, content.filter(Boolean).join("\n"));
}

function choices({ shop, channel, off, topics }: Preferences, { first }: { first: boolean }): string {
  const what = CHANNEL_WORDS[channel];
  const boxes = topics.map(
    ({ key, name, description, refused }) =>
      `<label><input type="checkbox" name="topic" value="${escapeHtml(key)}"${off || refused ? "" : " checked"}><span dir="auto">${escapeHtml(name)}${
        description ? `<small>${escapeHtml(description)}</small>` : ""
      }</span></label>`,
  );
  const now = off
    ? `<p>You get no marketing ${what} from ${named(shop)}. Choose what you want to hear of to get some again.</p>`
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
