"use client";

import { Settings2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useEditor, useUiStore } from "@/lib/client/editor/context";
import type { SettingsTab } from "@/lib/client/editor/ui";
import type { FlowSettings } from "@/lib/domain/flow/document";
import { describeDuration } from "@/lib/domain/time/duration";
import { plural } from "@/lib/utils/plural";

/** FLOW SETTINGS at the bottom of the page (S4-18): the way in, and in words what is set. Each part leads to its tab. */
export function SettingsBar() {
  const ui = useUiStore();
  const settings = useEditor((state) => state.document.settings);
  return (
    <footer className="flex h-10 shrink-0 items-center gap-1 overflow-hidden border-line border-t bg-ground px-3">
      <Button size="sm" onClick={() => ui.setState({ settings: "frequency" })}>
        <Settings2 aria-hidden />
        Flow settings
      </Button>
      <div className="flex min-w-0 items-center overflow-hidden">
        {partsOf(settings).map(([tab, words]) => (
          <Button
            key={tab}
            size="sm"
            variant="ghost"
            className="min-w-0 shrink truncate font-normal text-muted"
            onClick={() => ui.setState({ settings: tab })}
          >
            <span className="truncate">{words}</span>
          </Button>
        ))}
      </div>
    </footer>
  );
}

function partsOf({
  frequency,
  schedule,
  goal,
  exits,
  conversionWindow,
}: FlowSettings): [SettingsTab, string][] {
  const limit = frequency.limit
    ? `, at most ${plural(frequency.limit.count, "time")} in ${describeDuration(frequency.limit.per)}`
    : "";
  const bounded = schedule.from || schedule.until || schedule.weekdays.length > 0 || schedule.hours;
  return [
    [
      "frequency",
      frequency.reentry === "never"
        ? "Once per customer"
        : `Again after ${describeDuration(frequency.delay)}${limit}`,
    ],
    ["scheduling", bounded ? "On a schedule" : "Runs indefinitely"],
    ["goal", goal ? `Goal: ${goal.eventName}` : "No goal"],
    ["exits", exits.length > 0 ? plural(exits.length, "exit event") : "Exits on opt-out"],
    ["conversion", `Orders count for ${describeDuration(conversionWindow)}`],
  ];
}
