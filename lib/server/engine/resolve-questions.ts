import type pg from "pg";
import type { StepAnswer } from "@/lib/domain/flow/step-definition";
import { issueVouchers } from "@/lib/server/db/coupons/issue-vouchers";
import { randomBytes } from "@/lib/server/random-bytes";
import type { Question } from "./guarded";

/**
 * Answers the questions of a whole batch at once: today, codes for customers. The run, step and visit name the gift, so the same question never
 * gives a second code.
 */
export async function resolveQuestions(
  client: pg.ClientBase,
  questions: readonly Question[],
  now: number,
): Promise<StepAnswer[]> {
  return await issueVouchers(
    client,
    questions.map(({ request, run, visit, customer }) => ({
      workspaceId: run.workspaceId,
      campaignId: request.campaignId,
      customerId: run.customerId,
      runId: run.id,
      flowId: run.flowId,
      stepId: run.stepId,
      sourceId: `run:${run.id}:${run.stepId}:${visit}`,
      reuse: request.reuse,
      pastCap: request.pastCap ?? false,
      customer,
    })),
    { now, random: randomBytes },
  );
}
