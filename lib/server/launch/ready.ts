import { setTimeout as sleep } from "node:timers/promises";
import { DEMO_LOGINS } from "@/lib/server/demo/logins";
import type { Settings } from "@/lib/server/env";
import { say } from "./output";

/** Waits until an address answers 200. */
export async function untilAnswers(url: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await fetch(url, {
        headers: { accept: "application/json, text/html" },
        signal: AbortSignal.timeout(5000),
      });
      await response.arrayBuffer();
      if (response.status === 200) return;
    } catch {
      // not listening yet
    }
    await sleep(150, undefined, { signal }).catch(() => {});
  }
}

/** Says where Cartograph is and who can sign in. */
export function announce(settings: Settings, inbox: string | null): void {
  const lines = ["", "Cartograph is running.", "", `  Address    ${settings.APP_URL}`];
  if (settings.DEMO) {
    if (inbox)
      lines.push(`  Inbox      ${inbox}  (every e-mail of the demo lands here; nothing leaves this machine)`);
    if (settings.DEMO_API_KEY) lines.push(`  API key    ${settings.DEMO_API_KEY}`);
    lines.push("", `  Sign in with the password ${settings.DEMO_PASSWORD} as one of`);
    for (const { email, role } of DEMO_LOGINS) lines.push(`  - ${role.padEnd(9)}  ${email}`);
  } else {
    lines.push("", `  The first to open ${settings.APP_URL}/setup becomes the owner.`);
  }
  say([...lines, "", "Stop with Ctrl-C.", ""].join("\n"));
}
