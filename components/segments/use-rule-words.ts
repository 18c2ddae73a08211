"use client";

import { useMemo } from "react";
import { useFormats } from "@/components/ui/format-context";
import { useFlowReferences } from "@/lib/client/queries/flows";
import { customerFields } from "@/lib/domain/condition/fields";
import { INTERNAL_EVENTS } from "@/lib/domain/event/internal";
import { describeRule } from "@/lib/domain/segment/describe";
import type { SegmentRule } from "@/lib/domain/segment/rule";
import { conditionWords } from "@/lib/utils/condition-words";

/** Says a rule in words: events by the names people gave them, money and moments as people write them. */
export function useRuleWords(): (rule: SegmentRule) => string {
  const formats = useFormats();
  const references = useFlowReferences().data;
  return useMemo(() => {
    const titles = new Map<string, string>([
      ...INTERNAL_EVENTS.map(({ name, title }) => [name, title] as const),
      ...(references?.events ?? []).map(({ name, title }) => [name, title || name] as const),
    ]);
    const say = conditionWords(customerFields(references?.topics), formats);
    return (rule) => describeRule(rule, (name) => titles.get(name) ?? name, say);
  }, [references, formats]);
}
