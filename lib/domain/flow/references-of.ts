import type { Terms } from "@/lib/domain/coupon/promises";
import { INTERNAL_EVENTS } from "@/lib/domain/event/internal";
import type { References } from "./step-definition";

/** What the flow-references route answers, as far as validation looks at it. */
export type ReferenceLists = {
  events: readonly {
    name: string;
    title: string;
    role: "cart" | "order" | null;
    properties: readonly { name: string }[];
  }[];
  templates: readonly {
    id: string;
    name: string;
    channel: string;
    subject: string;
    published: boolean;
    usesVoucher: boolean;
    promises?: string;
  }[];
  campaigns: readonly {
    id: string;
    name: string;
    discount: string;
    active: boolean;
    endsAt: string | null;
    terms?: Terms | null;
    left?: number | null;
  }[];
  channels: readonly string[];
  segments: readonly { id: string; name: string }[];
  topics: readonly { key: string; name: string; archived: boolean }[];
};

/** The lists as look-ups, for validation here and in the browser. */
export function referencesOf({
  events,
  templates,
  campaigns,
  channels,
  segments,
  topics,
}: ReferenceLists): References {
  return {
    events: new Map<string, { title: string; role: "cart" | "order" | null; properties: string[] }>([
      ...INTERNAL_EVENTS.map(({ name, title }) => reference(name, title, null, [])),
      ...events.map(({ name, title, role, properties }) => reference(name, title, role, properties)),
    ]),
    segments: new Map(segments.map(({ id, name }) => [id, { name }])),
    topics: new Map(topics.map(({ key, ...rest }) => [key, rest])),
    templates: new Map(templates.map(({ id, ...rest }) => [id, rest])),
    campaigns: new Map(campaigns.map(({ id, ...rest }) => [id, rest])),
    channels: new Set(channels),
  };
}

function reference(
  name: string,
  title: string,
  role: "cart" | "order" | null,
  properties: readonly { name: string }[],
) {
  return [name, { title, role, properties: properties.map((property) => property.name) }] as const;
}
