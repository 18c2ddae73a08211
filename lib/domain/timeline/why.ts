import type { RunStatus } from "@/lib/domain/flow/run";
import { describeRefusal, type LoggedRefusal } from "./describe-refusal";
import { momentWords } from "./moment-words";
import { moneyWords } from "./money-words";
import { exitWords } from "./reason-words";
import { spanWords } from "./span-words";

/** All that the answer for one customer and one flow is made from. Times in epoch ms. */
export type WhyFacts = {
  flow: { id: string; name: string; status: string; launchedAt: number | null; triggers: readonly string[] };
  /** The customer's latest run in this flow. */
  run: {
    id: string;
    status: RunStatus;
    enteredAt: number;
    endedAt: number | null;
    endReason: string | null;
    stepName: string;
    wakeAt: number | null;
    convertedAt: number | null;
    revenue: number | null;
    currency: string | null;
  } | null;
  /** The latest event that could have let them in and did not. */
  refusal: LoggedRefusal | null;
  /** The latest event of a name that lets people in. */
  trigger: { name: string; at: number } | null;
};

export type Verdict = "inside" | "converted" | "completed" | "exited" | "failed" | "refused" | "never";

/** Why this person is, was or is not in the flow: one verdict and one sentence. */
export function whyOrWhyNot(
  facts: WhyFacts,
  now: number,
  zone: string,
): { verdict: Verdict; sentence: string } {
  const { run, refusal } = facts;
  if (run?.status === "active") return { verdict: "inside", sentence: insideWords(run, now, zone) };
  const refusedSince = refusal && (!run || refusal.at > run.enteredAt) ? refusal : null;
  if (!run) {
    if (refusedSince) return { verdict: "refused", sentence: `${refusedWords(refusedSince, zone)}.` };
    return { verdict: "never", sentence: neverWords(facts, zone) };
  }
  const again = refusedSince ? ` ${refusedWords(refusedSince, zone)}.` : "";
  return { verdict: run.status, sentence: `${endedWords(run, zone)}.${again}` };
}

type LatestRun = NonNullable<WhyFacts["run"]>;

function insideWords(run: LatestRun, now: number, zone: string): string {
  const since = `In it since ${momentWords(run.enteredAt, zone)}, now at “${run.stepName}”`;
  if (run.wakeAt === null) return `${since}, until the event comes.`;
  if (run.wakeAt <= now) return `${since}; goes on any moment.`;
  return `${since} until ${momentWords(run.wakeAt, zone)} (${spanWords(run.wakeAt - now)} from now).`;
}

function endedWords(run: LatestRun, zone: string): string {
  const on = momentWords(run.endedAt ?? run.enteredAt, zone);
  const earned = run.revenue === null ? "" : ` with ${moneyWords(run.revenue, run.currency)}`;
  if (run.status === "converted") return `Converted on ${on}${earned}`;
  if (run.status === "completed")
    return `Went through all of it by ${on}${run.convertedAt === null ? "" : ` and bought later${earned}`}`;
  if (run.status === "failed")
    return `Was taken out on ${on} because “${run.stepName}” failed${run.endReason ? `: ${run.endReason}` : ""}`;
  return `Left it early on ${on}: ${exitWords(run.endReason ?? "custom")}`;
}

function refusedWords(refusal: LoggedRefusal, zone: string): string {
  const because = describeRefusal(refusal, zone).title.slice(`Did not enter ${refusal.flowName}: `.length);
  return `Did not enter on ${momentWords(refusal.at, zone)}: ${because}`;
}

function neverWords({ flow, trigger }: WhyFacts, zone: string): string {
  const names = flow.triggers.join(" or ");
  if (!trigger) return `Never entered: no ${names || "trigger event"} of this customer has arrived.`;
  if (flow.launchedAt !== null && trigger.at < flow.launchedAt)
    return `Never entered: the last ${trigger.name} came on ${momentWords(trigger.at, zone)}, before the flow was launched.`;
  if (flow.status !== "live")
    return `Never entered: the flow is ${flow.status}; the last ${trigger.name} came on ${momentWords(trigger.at, zone)}.`;
  return `Not entered yet: ${trigger.name} came on ${momentWords(trigger.at, zone)} and is being handled.`;
}
