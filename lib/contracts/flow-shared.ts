import { z } from "zod";
import { flowDocument } from "@/lib/domain/flow/document";

export const FLOWS_TAG = "Flows";
export const flowParams = z.object({ id: z.uuid() });
export const flowRevision = z.number().int().min(1);

export const FLOW_STATUSES = ["draft", "live", "paused", "stopped"] as const;
export const flowStatus = z.enum(FLOW_STATUSES);
export type FlowStatus = z.output<typeof flowStatus>;

/** A flow that uses something. */
export const usingFlow = z.object({ id: z.uuid(), name: z.string(), status: flowStatus });
export type UsingFlow = z.output<typeof usingFlow>;

/** A drawing in which every id names one thing. */
export const flowDocumentBody = flowDocument.superRefine((document, context) => {
  for (const part of ["steps", "edges"] as const) {
    const seen = new Set<string>();
    for (const [index, { id }] of document[part].entries()) {
      if (seen.has(id))
        context.addIssue({
          code: "custom",
          path: [part, index, "id"],
          message: `The id "${id}" is there twice.`,
        });
      seen.add(id);
    }
  }
});

/** What saving a draft answers. */
export const savedDraft = z.object({ revision: flowRevision, savedAt: z.string() });
