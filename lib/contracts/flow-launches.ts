import { z } from "zod";
import { goalSetting } from "@/lib/domain/flow/document";
import { movePlan } from "@/lib/domain/flow/move";
import { contract } from "./contract";
import { FLOWS_TAG, flowParams, flowRevision, flowStatus, savedDraft } from "./flow-shared";

export const flowChangesContract = contract({
  method: "GET",
  path: "/api/v1/flows/{id}/changes",
  summary: "What a launch would change, and how many customers stand at each changed or deleted step.",
  tag: FLOWS_TAG,
  access: "read",
  params: flowParams,
  response: z.object({
    inside: z.number(),
    /** How many are inside of each version that has somebody inside. */
    versions: z.array(z.object({ number: z.number(), inside: z.number() })),
    connections: z.number(),
    settings: z.array(z.string()),
    steps: z.array(
      z.object({
        kind: z.enum(["added", "changed", "deleted"]),
        stepId: z.string(),
        name: z.string(),
        category: z.string().nullable(),
        /** Customers who stand here now, of any version. */
        inside: z.number(),
      }),
    ),
    same: z.boolean(),
  }),
});

export const publishFlowContract = contract({
  method: "POST",
  path: "/api/v1/flows/{id}/publish",
  summary:
    "Launch the draft as a new version: who enters from now on walks through it; who is inside finishes on their own, or is moved. 422 not_launchable while a problem stands.",
  tag: FLOWS_TAG,
  access: "flows:launch",
  params: flowParams,
  body: z.strictObject({
    revision: flowRevision,
    /**
     * What becomes of those inside: each finishes on the version they entered, or all are moved, matched by step id. Of `steps`, a
     * deleted step at which somebody stands needs a choice.
     */
    inside: z
      .discriminatedUnion("mode", [
        z.strictObject({ mode: z.literal("finish") }),
        z.strictObject({ mode: z.literal("move"), steps: movePlan.default({}) }),
      ])
      .default({ mode: "finish" }),
  }),
  response: z.object({
    version: z.number(),
    versionId: z.uuid(),
    status: flowStatus,
    launchedAt: z.string(),
    /** How many are being moved now, step by step in the background; those who are to finish on their version are not among them. */
    moving: z.number(),
  }),
});

export const getMoveContract = contract({
  method: "GET",
  path: "/api/v1/flows/{id}/move",
  summary: "How far the latest move of those inside to a launched version is; null when there was none.",
  tag: FLOWS_TAG,
  access: "read",
  params: flowParams,
  response: z.object({
    move: z
      .object({
        version: z.number(),
        /** To be moved or to leave, as counted when it began; some may have left by themselves since. */
        total: z.number(),
        moved: z.number(),
        /** Left because the version has no step for them, or as the plan says. */
        ended: z.number(),
        /** Stayed on their version, as the plan says. */
        kept: z.number(),
        startedAt: z.string(),
        finishedAt: z.string().nullable(),
      })
      .nullable(),
  }),
});

const moved = z.object({ status: flowStatus, inside: z.number() });
const lifecycle = (verb: string, summaryText: string) =>
  contract({
    method: "POST",
    path: `/api/v1/flows/{id}/${verb}`,
    summary: summaryText,
    tag: FLOWS_TAG,
    access: "flows:launch",
    params: flowParams,
    response: moved,
  });

export const pauseFlowContract = lifecycle(
  "pause",
  "Pause a live flow: nobody enters and nobody moves until it is resumed.",
);
export const resumeFlowContract = lifecycle(
  "resume",
  "Let a paused flow go on; messages that are overdue by more than the flow's limit are skipped.",
);
export const stopFlowContract = lifecycle("stop", "Stop a flow: everybody inside leaves it as flow_stopped.");

export const setGoalContract = contract({
  method: "PUT",
  path: "/api/v1/flows/{id}/goal",
  summary: "Set or change the goal, also of a live flow, in force at once; no run is restarted.",
  tag: FLOWS_TAG,
  access: "flows:write",
  params: flowParams,
  body: z.strictObject({ revision: flowRevision, goal: goalSetting.nullable() }),
  response: savedDraft.extend({ goal: goalSetting.nullable() }),
});

export const flowLaunchContracts = [
  flowChangesContract,
  publishFlowContract,
  getMoveContract,
  pauseFlowContract,
  resumeFlowContract,
  stopFlowContract,
  setGoalContract,
];
