import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listPeopleContract } from "@/lib/contracts/runs";
import { DomainError, notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { findFlow } from "@/lib/server/db/performance/find-flow";
import { type PeopleFilter, listPeople as readPeople } from "@/lib/server/db/performance/list-people";
import { loadFlowWords } from "@/lib/server/db/performance/load-flow-words";
import { pool } from "@/lib/server/db/pool";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";
import { runWords } from "./run-words";

type Call = {
  actor: Actor;
  params: { id: string };
  query: { step?: string; state: string; cursor?: string; limit: number };
};

/** The people behind one of a flow's numbers, those who entered last first. */
export async function listPeople({
  actor,
  params,
  query,
}: Call): Promise<ResponseOf<typeof listPeopleContract>> {
  authorise(actor, "read");
  const after = decodeCursor(query.cursor, z.object({ enteredAt: z.iso.datetime(), id: z.uuid() }));
  const filter = query.step === undefined ? ofFlow(query.state) : ofStep(query.step, query.state);
  if (!(await findFlow(pool(), actor.workspaceId, params.id))) throw notFound("flow");
  const page = await readPeople(pool(), params.id, filter, after, query.limit);
  const words = await loadFlowWords(
    pool(),
    actor.workspaceId,
    page.people.map((person) => person.version_id),
  );
  return {
    data: page.people.map((person) => ({
      customerId: person.customer_id,
      externalId: person.external_id,
      email: person.email,
      phone: person.phone,
      name: [person.first_name, person.last_name].filter(Boolean).join(" ") || null,
      run: runWords(person, words),
    })),
    nextCursor: page.searchedTo ? encodeCursor(page.searchedTo) : null,
  };
}

const ANY = { by: "run", status: null, endReason: null, converted: null, rules: null, stepId: null } as const;

function ofFlow(state: string): PeopleFilter {
  if (state === "entered") return ANY;
  if (state === "active" || state === "waiting") return { ...ANY, status: "active" };
  if (state === "completed") return { ...ANY, status: state, converted: false };
  if (state === "failed") return { ...ANY, status: state };
  if (state === "converted") return { ...ANY, converted: true };
  if (state === "earned") return { ...ANY, rules: ["code", "click", "delivered"] };
  if (state.startsWith("converted:")) return { ...ANY, rules: [after(state)] };
  if (state.startsWith("exited:")) return { ...ANY, status: "exited", endReason: after(state) };
  throw new DomainError("invalid_input", `The state "${state}" is one of a step.`, {
    issues: [{ path: "step", message: "missing", fix: "Name the step, as in ?step=…&state=waiting." }],
  });
}

const DELIVERED = new Set(["sent", "delivered", "opened", "clicked", "failed", "unknown"]);
const ENDINGS = new Set(["completed", "converted", "failed"]);

function ofStep(stepId: string, state: string): PeopleFilter {
  if (state === "waiting" || state === "active") return { ...ANY, status: "active", stepId };
  if (state === "entered") return inLog({ kind: "entered", stepId });
  if (state === "converted") return inLog({ kind: "converted", stepId });
  if (state.startsWith("left:")) return inLog({ kind: "left", stepId, port: after(state) });
  if (state.startsWith("ended:")) {
    const how = after(state);
    return inLog({ kind: "ended", stepId, [ENDINGS.has(how) ? "status" : "reason"]: how });
  }
  if (state.startsWith("outcome:")) {
    const outcome = after(state);
    if (DELIVERED.has(outcome)) return { by: "message", stepId, result: outcome };
    const skippedFor = outcome.startsWith("skipped:") ? after(outcome) : undefined;
    return { ...inLog({ kind: "outcome", stepId, outcome }), ...(skippedFor ? { skippedFor } : {}) };
  }
  if (state.startsWith("exited:")) return inLog({ kind: "ended", stepId, reason: after(state) });
  return inLog({ kind: "ended", stepId, status: state });
}

function inLog(transition: Record<string, string>): Extract<PeopleFilter, { by: "log" }> {
  return { by: "log", transition };
}

function after(state: string): string {
  return state.slice(state.indexOf(":") + 1);
}
