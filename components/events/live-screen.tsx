"use client";

import { Pause, Play, Radio } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Page } from "@/components/ui/page";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchInput } from "@/components/ui/search-input";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusDot } from "@/components/ui/status-dot";
import { Toolbar } from "@/components/ui/toolbar";
import { useDefinitionNames } from "@/lib/client/queries/events";
import { type LiveEvents, useLiveEvents } from "@/lib/client/queries/live-events";
import { INTERNAL_EVENTS } from "@/lib/domain/event/internal";
import { plural } from "@/lib/utils/plural";
import { EventRow } from "./event-row";
import { EventsHeader } from "./events-header";

/** Events as they come, each with what it caused. The filter lives in the address. */
export function LiveScreen() {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const name = params.get("name") ?? "";
  const customer = params.get("customer") ?? "";
  const [paused, setPaused] = useState(false);
  const live = useLiveEvents({ name, customer }, paused);
  const filter = (next: { name: string; customer: string }) => {
    const query = new URLSearchParams(Object.entries(next).filter(([, value]) => value));
    router.replace(query.size > 0 ? `${pathname}?${query}` : pathname, { scroll: false });
  };

  return (
    <Page fill>
      <EventsHeader description="Every event as it arrives, and what it did: who entered, what moved, who was refused and why." />
      <Toolbar
        end={
          <>
            <LineStatus live={live} paused={paused} />
            <Button size="sm" onClick={() => setPaused(!paused)} aria-pressed={paused}>
              {paused ? <Play aria-hidden /> : <Pause aria-hidden />}
              {paused ? "Resume" : "Pause"}
            </Button>
          </>
        }
      >
        <NameFilter value={name} onChange={(next) => filter({ name: next, customer })} />
        <SearchInput
          value={customer}
          onChange={(next) => filter({ name, customer: next })}
          label="Filter by customer"
          placeholder="Customer: id, e-mail or phone"
        />
      </Toolbar>
      <div className="min-h-0 flex-1 overflow-auto rounded-lg border border-line bg-surface shadow-card">
        <Events
          live={live}
          filtered={Boolean(name || customer)}
          onClear={() => filter({ name: "", customer: "" })}
        />
      </div>
    </Page>
  );
}

function NameFilter({ value, onChange }: { value: string; onChange: (name: string) => void }) {
  const definitions = useDefinitionNames().data ?? [];
  return (
    <Combobox
      aria-label="Filter by event"
      className="w-60"
      value={value || null}
      onChange={(next) => onChange(next ?? "")}
      placeholder="All events"
      searchPlaceholder="Name of the event"
      clearable
      allowCustom
      selectedLabel={value}
      options={[
        ...definitions.map(({ name, title }) => ({ value: name, label: name, hint: title, group: "Yours" })),
        ...INTERNAL_EVENTS.map(({ name, title }) => ({
          value: name,
          label: title,
          hint: name,
          group: "Made by Cartograph",
        })),
      ]}
    />
  );
}

function LineStatus({ live, paused }: { live: LiveEvents; paused: boolean }) {
  if (paused)
    return (
      <StatusDot tone="warn">
        {live.held > 0 ? `Paused, ${plural(live.held, "new event")}` : "Paused"}
      </StatusDot>
    );
  if (live.line === "live")
    return (
      <StatusDot tone="ok" pulse>
        Live
      </StatusDot>
    );
  if (live.line === "reconnecting") return <StatusDot tone="warn">Reconnecting</StatusDot>;
  if (live.line === "failed") return <StatusDot tone="bad">Not connected</StatusDot>;
  return <StatusDot>Connecting</StatusDot>;
}

function Events({ live, filtered, onClear }: { live: LiveEvents; filtered: boolean; onClear: () => void }) {
  if (live.line === "failed" && !live.events) return <ErrorState error={live.error} onRetry={live.retry} />;
  if (!live.events) return <Waiting />;
  return (
    <>
      {live.skipped > 0 ? (
        <p className="tabular border-line border-b bg-warn-soft px-4 py-2 text-warn text-xs">
          {plural(live.skipped, "event")} came too fast to show. All are on the log: filter by name or
          customer to see them.
        </p>
      ) : null}
      {live.events.length === 0 ? (
        <Nothing filtered={filtered} searching={live.hasEarlier} onClear={onClear} />
      ) : (
        <ul aria-label="Events, newest first">
          {live.events.map((event) => (
            <EventRow key={event.id} event={event} fresh={live.fresh.has(event.id)} />
          ))}
        </ul>
      )}
      {live.hasEarlier ? (
        <div className="flex items-center justify-center gap-3 p-3 text-muted text-xs">
          {live.searchedBackTo ? (
            <span>
              Searched back to <RelativeTime at={live.searchedBackTo} />.
            </span>
          ) : null}
          <Button size="sm" variant="ghost" onClick={live.loadEarlier} loading={live.loadingEarlier}>
            {live.searchedBackTo ? "Search further back" : "Show earlier"}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Nothing({
  filtered,
  searching,
  onClear,
}: {
  filtered: boolean;
  searching: boolean;
  onClear: () => void;
}) {
  if (filtered) {
    return (
      <EmptyState
        icon={<Radio />}
        title={searching ? "Nothing that fits lately" : "Nothing fits"}
        action={<Button onClick={onClear}>Clear filter</Button>}
      >
        What fits shows up here the moment it arrives.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Radio />}
      title="Waiting for the first event"
      action={
        <Button asChild>
          <Link href="/events/connect">Connect your shop</Link>
        </Button>
      }
    >
      Send one from your shop, or with curl: it shows up here within a second.
    </EmptyState>
  );
}

function Waiting() {
  return (
    <div aria-busy className="flex flex-col">
      {["w-1/2", "w-2/5", "w-3/5", "w-1/3", "w-1/2", "w-2/5"].map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: six equal places
        <div key={index} className="flex h-11 items-center border-line border-b px-4">
          <Skeleton className={`h-3.5 ${width}`} />
        </div>
      ))}
    </div>
  );
}
