import type { FlowDocument } from "@/lib/domain/flow/document";
import { durationMs } from "@/lib/domain/time/duration";
import type { NaiveEvent, NaiveMessage, NaiveRun } from "./naive-types";

/* What can be said of one run, or done to it, without knowing of others. */

export function isOver({ settings: { schedule } }: FlowDocument, at: number): boolean {
  return schedule.atEnd === "exit" && schedule.until !== null && at >= Date.parse(schedule.until);
}

/** What was sent is told only where somebody waits for it. */
export function isTold({ status, document }: NaiveMessage): boolean {
  return (
    status !== "sent" ||
    document.settings.countDelivered ||
    document.steps.some(({ config }) => Boolean(config.failover))
  );
}

export function remember(run: NaiveRun, { name, total, report, cartId }: NaiveEvent): void {
  if (name === "itemAddedToCart") {
    const { whileActive, correlation } = run.document.settings.frequency;
    const same = run.key === (correlation ? cartId : "");
    if (whileActive === "parallel" ? correlation !== "" && same : same && !run.parallel)
      run.cartTotal = total;
  }
  if (report?.runId !== run.id) return;
  if (report.result === "clicked") run.clicked = true;
  if (run.document.settings.countDelivered && (report.result === "sent" || report.result === "delivered"))
    run.delivered = true;
}

/** What earned an order: a code of the run, else a click in it, else a message that came, else nothing but the goal. */
export function ruleOf(run: NaiveRun, event: NaiveEvent): string {
  const { conversionWindow, countDelivered } = run.document.settings;
  if (event.codeOf === run.id && run.codes.length > 0) return "code";
  if (event.at > run.enteredAt + durationMs(conversionWindow)) return "goal";
  return run.clicked ? "click" : countDelivered && run.delivered ? "delivered" : "goal";
}

export function arrive(run: NaiveRun, step: string, now: number): void {
  Object.assign(run, {
    step,
    visit: run.visit + 1,
    arrivedAt: now,
    restartedAt: null,
    awaiting: null,
    review: null,
  });
  run.path.push(step);
}

/** Goal steps that can be reached from where a run stands, nearest first. */
export function goalsAfter({ document, step: from }: NaiveRun) {
  const seen = [from];
  for (const at of seen)
    for (const { to } of document.edges.filter((edge) => edge.from === at))
      if (!seen.includes(to)) seen.push(to);
  return seen
    .slice(1)
    .flatMap((id) => document.steps.find((step) => step.id === id && step.type === "goal") ?? []);
}

/** A run's codes go back when it is over and no message with them went out or still may. */
export function takeBack(run: NaiveRun, messages: readonly NaiveMessage[]): void {
  const sent = messages.filter((message) => message.run === run);
  if (run.status === "active" || (run.status === "completed" && sent.length === 0 && !run.withheld)) return;
  const isLost = ({ status }: NaiveMessage) => status === "skipped" || status === "failed";
  for (const gift of run.codes)
    if (sent.filter(({ codes }) => codes.includes(gift)).every(isLost)) gift.takenBack = true;
}
