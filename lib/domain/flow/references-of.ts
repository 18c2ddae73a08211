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
  }[];
  campaigns: readonly {
    id: string;
    name: string;
    discount: string;
    active: boolean;
    endsAt: string | null;
  }[];
  channels: readonly string[];
};

/** The lists as look-ups, for validation here and in the browser. */
export function referencesOf({ events, templates, campaigns, channels }: ReferenceLists): References {
  return {
    events: new Map(
      events.map(({ name, title, role, properties }) => [
        name,
        { title, role, properties: properties.map((property) => property.name) },
      ]),
    ),
    templates: new Map(templates.map(({ id, ...rest }) => [id, rest])),
    campaigns: new Map(campaigns.map(({ id, ...rest }) => [id, rest])),
    channels: new Set(channels),
  };
}
