"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { SearchInput } from "@/components/ui/search-input";
import { useFlowReferences } from "@/lib/client/queries/flows";
import { INTERNAL_EVENTS } from "@/lib/domain/event/internal";
import { plural } from "@/lib/utils/plural";

type Choice = { name: string; title: string };

/** Chooses events by their names for people, in groups: the workspace's own first, then the built-in ones. */
export function EventsInput({
  value,
  onChange,
}: {
  value: readonly string[];
  onChange: (names: string[]) => void;
}) {
  const own = useFlowReferences().data?.events ?? [];
  const [search, setSearch] = useState("");
  const chosen = new Set(value);
  const wanted = search.trim().toLowerCase();
  const groups = groupsOf(own).flatMap(({ group, events }) => {
    const found = events.filter(({ name, title }) => `${name} ${title}`.toLowerCase().includes(wanted));
    return found.length > 0 ? [{ group, events: found }] : [];
  });
  const set = (names: readonly string[], on: boolean) =>
    onChange(
      on
        ? [...value, ...names.filter((name) => !chosen.has(name))]
        : value.filter((name) => !names.includes(name)),
    );
  return (
    <div className="overflow-hidden rounded-md border border-line">
      <div className="flex items-center gap-3 border-line border-b bg-surface p-2">
        <SearchInput className="flex-1" value={search} onChange={setSearch} label="Find an event" />
        <span className="whitespace-nowrap text-muted text-xs" aria-live="polite">
          {plural(value.length, "event")} chosen
        </span>
      </div>
      <div className="flex max-h-72 flex-col gap-3 overflow-y-auto p-3">
        {groups.map(({ group, events }) => {
          const names = events.map(({ name }) => name);
          const on = names.filter((name) => chosen.has(name)).length;
          return (
            <fieldset key={group} className="flex flex-col gap-1.5">
              <legend className="sr-only">{group}</legend>
              <Checkbox
                value={on === 0 ? false : on === names.length ? true : "mixed"}
                onChange={(next) => set(names, next)}
                label={<span className="font-medium">{group}: all</span>}
              />
              <div className="grid gap-1.5 pl-6 sm:grid-cols-2">
                {events.map(({ name, title }) => (
                  <Checkbox
                    key={name}
                    value={chosen.has(name)}
                    onChange={(next) => set([name], next)}
                    label={<span title={name}>{title}</span>}
                  />
                ))}
              </div>
            </fieldset>
          );
        })}
        {groups.length === 0 ? (
          <p className="text-muted text-sm">No event of this name. Your own are defined under Events.</p>
        ) : null}
      </div>
    </div>
  );
}

function groupsOf(own: readonly Choice[]): { group: string; events: Choice[] }[] {
  const groups = new Map<string, Choice[]>();
  if (own.length > 0)
    groups.set(
      "Your events",
      own.map(({ name, title }) => ({ name, title: title || name })),
    );
  for (const { group, name, title } of INTERNAL_EVENTS)
    groups.set(group, [...(groups.get(group) ?? []), { name, title }]);
  return [...groups].map(([group, events]) => ({ group, events }));
}
