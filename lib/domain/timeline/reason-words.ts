import type { Refusal } from "@/lib/domain/flow/entry";
import type { ExitReason } from "@/lib/domain/flow/run";

const REFUSALS: Record<Refusal, string> = {
  filter: "the event does not fit the trigger's conditions",
  flow_paused: "the flow was paused",
  outside_schedule: "outside the flow's schedule",
  reentry_never: "may enter only once",
  reentry_delay: "entered too recently",
  reentry_limit: "entered as often as the limit allows",
  already_active: "is in the flow already",
  no_consent: "has not agreed to be contacted",
  holdout: "kept out to measure against",
  error: "the flow's rules could not be applied",
};

const EXITS: Record<ExitReason, string> = {
  opted_out: "opted out",
  agent_conversation: "in a conversation with an agent",
  superseded: "replaced by a newer run",
  order_not_attributed: "ordered, but not because of this flow",
  flow_stopped: "the flow was stopped",
  schedule_ended: "the flow's schedule ended",
  step_removed: "the step they stood at was removed",
  erased: "the person was erased",
  custom: "an exit condition was met",
};

const OUTCOMES: Record<string, string> = {
  no_address: "no address",
  no_consent: "no consent",
  quiet_hours: "quiet hours",
  capped: "cap reached",
  late: "too late",
  too_late: "too late",
  run_ended: "the run had ended",
  goal_reached: "the goal had been reached",
  agent_conversation: "in a conversation with an agent",
  flow_not_live: "the flow was not live",
  broken_promise: "its text promised more than its code gives",
  pool_empty: "no code left",
  step_removed: "step removed",
  erased: "the person was erased",
};

/** Why somebody did not enter, as a clause: "the flow was paused". */
export function refusalWords(reason: string): string {
  return Object.hasOwn(REFUSALS, reason) ? REFUSALS[reason as Refusal] : spelled(reason);
}

/** Why a run was left early, as a clause; an exit step's own words stand as they are. */
export function exitWords(reason: string): string {
  return Object.hasOwn(EXITS, reason) ? EXITS[reason as ExitReason] : spelled(reason);
}

/** Why a message was left out or put off, as a clause: "quiet hours"; what stands after a colon says what it is about: "no consent, Newsletter". */
export function outcomeReasonWords(reason: string): string {
  const [code = "", ...about] = reason.split(":");
  if (!Object.hasOwn(OUTCOMES, code)) return spelled(reason);
  return about.length > 0 ? `${OUTCOMES[code]}, ${about.join(":")}` : OUTCOMES[code]!;
}

function spelled(reason: string): string {
  return reason.replaceAll("_", " ");
}
