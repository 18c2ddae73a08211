import type { FlowReferences } from "@/lib/client/queries/flows";
import { conditionGroup } from "@/lib/domain/condition/condition";
import { describeConditions } from "@/lib/domain/condition/describe";
import { fieldsOf } from "@/lib/domain/condition/fields";
import type { FlowDocument } from "@/lib/domain/flow/document";
import { namesOf } from "@/lib/domain/flow/names-of";
import { referencesOf } from "@/lib/domain/flow/references-of";
import type { Names } from "@/lib/domain/flow/step-definition";
import { readableLiquid } from "@/lib/domain/message/readable-liquid";
import { conditionWords } from "@/lib/utils/condition-words";

/** Definitions of the events that let customers into this flow. */
export function triggersOf(document: FlowDocument, references: FlowReferences): FlowReferences["events"] {
  const names = new Set(
    document.steps.filter(({ type }) => type === "event-trigger").map(({ config }) => config.eventName),
  );
  return references.events.filter(({ name }) => names.has(name));
}

/** What the words of the steps look up: names of templates and campaigns, and conditions as people say them. */
export function wordsOf(
  references: FlowReferences,
  triggers: FlowReferences["events"],
  formats: { currency: string; timeZone: string },
): Names {
  const names = namesOf(referencesOf(references));
  return {
    ...names,
    template: (id) => {
      const template = names.template(id);
      return template && { ...template, subject: readableLiquid(template.subject) };
    },
    conditions: (filter, eventName) => {
      if (!conditionGroup.safeParse(filter).success) return "";
      const event =
        typeof eventName === "string"
          ? references.events.find(({ name }) => name === eventName)
          : triggers[0];
      return describeConditions(
        filter,
        conditionWords(fieldsOf(event ?? null, triggers, references.segments, references.topics), formats),
      );
    },
  };
}
