"use client";

import type { ComponentProps } from "react";
import { topicOptions } from "@/components/inspector/fields/topic-options";
import { Select } from "@/components/ui/select";
import type { FlowReferences } from "@/lib/client/queries/flows";

type TopicSelectProps = Omit<ComponentProps<typeof Select>, "value" | "onChange" | "options"> & {
  /** A topic's key; null is none. */
  value: string | null | undefined;
  onChange: (key: string | null) => void;
  topics: FlowReferences["topics"];
  /** What it means to choose none. */
  none: string;
};

/** One of the workspace's topics, or none. */
export function TopicSelect({ value, onChange, topics, none, ...rest }: TopicSelectProps) {
  return (
    <Select
      {...rest}
      value={value ?? NONE}
      onChange={(next) => onChange(next === NONE ? null : next)}
      options={[{ value: NONE, label: none }, ...topicOptions(topics, value)]}
    />
  );
}

// No key looks like it.
const NONE = "-";
