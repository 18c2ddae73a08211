"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useId, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { useFormats } from "@/components/ui/format-context";
import { JsonView } from "@/components/ui/json-view";
import { Tooltip } from "@/components/ui/tooltip";
import type { LoggedEvent } from "@/lib/client/queries/events";
import { cn } from "@/lib/utils/cn";
import { formatExactTime } from "@/lib/utils/format-time";
import { Causes } from "./causes";
import { SOURCE_WORDS } from "./source-words";

/** One event of the log in a line; opened, all that is known of it. */
export function EventRow({ event, fresh }: { event: LoggedEvent; fresh: boolean }) {
  const [open, setOpen] = useState(false);
  const { timeZone } = useFormats();
  const panel = useId();
  return (
    <li className={cn("border-line border-b", fresh && "animate-fade", open && "bg-sunken")}>
      <div className="relative grid grid-cols-[1rem_7.5rem_minmax(0,1.1fr)_minmax(0,1fr)_minmax(0,1.6fr)] items-center gap-x-3 px-4 py-2.5 hover:bg-hover">
        <ChevronRight
          className={cn("size-4 text-faint transition-transform", open && "rotate-90")}
          aria-hidden
        />
        <Tooltip content={formatExactTime(event.acceptedAt, timeZone)}>
          <time dateTime={event.acceptedAt} className="tabular relative text-muted text-xs">
            {clock(event.acceptedAt, timeZone)}
          </time>
        </Tooltip>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={panel}
          onClick={() => setOpen(!open)}
          className="min-w-0 truncate text-left font-medium font-mono text-xs after:absolute after:inset-0"
        >
          {event.name}
        </button>
        {event.customer ? (
          <Link
            href={`/customers/${event.customer.id}`}
            className="relative min-w-0 max-w-full justify-self-start truncate underline-offset-2 hover:underline"
            dir="auto"
          >
            {event.customer.label}
          </Link>
        ) : (
          <span className="text-muted">Workspace</span>
        )}
        <Causes event={event} />
      </div>
      {open ? (
        <div id={panel} className="grid gap-4 px-4 pt-1 pb-4 pl-11 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <JsonView value={event.properties} className="self-start" />
          <dl className="flex flex-col gap-2.5 text-xs">
            <Fact label="Event">{event.title}</Fact>
            <Fact label="Message ID">
              <span className="flex items-center gap-1">
                <code className="min-w-0 break-all font-mono">{event.messageId}</code>
                <CopyButton value={event.messageId} what="message ID" />
              </span>
            </Fact>
            <Fact label="Sent by">{SOURCE_WORDS[event.source] ?? event.source}</Fact>
            <Fact label="Happened">
              <time dateTime={event.occurredAt} className="tabular">
                {formatExactTime(event.occurredAt, timeZone)}
              </time>
            </Fact>
            <Fact label="Accepted">
              <time dateTime={event.acceptedAt} className="tabular">
                {formatExactTime(event.acceptedAt, timeZone)}
              </time>
            </Fact>
          </dl>
        </div>
      ) : null}
    </li>
  );
}

/** For a developer who watches: to the second; with its day, when that is not today. */
function clock(at: string, timeZone: string): string {
  const moment = new Date(at);
  const day = (date: Date) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "short" }).format(date);
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "medium" }).format(moment);
  return day(moment) === day(new Date()) ? time : `${day(moment)}, ${time}`;
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{label}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}
