"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useId, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { useFormats } from "@/components/ui/format-context";
import { JsonView } from "@/components/ui/json-view";
import { Tooltip } from "@/components/ui/tooltip";
import type { ShownEntry } from "@/lib/client/queries/customers";
import { cn } from "@/lib/utils/cn";
import { formatExactTime, formatTimeOfDay } from "@/lib/utils/format-time";
import { entryLook } from "./entry-look";

/** One line of a timeline: what happened, why, when, and on demand the facts it was decided on. */
export function TimelineItem({ entry }: { entry: ShownEntry }) {
  const [open, setOpen] = useState(false);
  const facts = useId();
  const { timeZone } = useFormats();
  const { icon, tone } = entryLook(entry);
  const hasFacts = entry.facts !== undefined && Object.keys(entry.facts).length > 0;
  return (
    <li className="group relative flex gap-3 pb-5 last:pb-1">
      <span className="absolute top-7 bottom-0 left-3.5 w-px bg-line group-last:hidden" aria-hidden />
      <span
        className={cn(
          "relative flex size-7 shrink-0 items-center justify-center rounded-full [&_svg]:size-3.5",
          tone,
        )}
        aria-hidden
      >
        {icon}
      </span>
      <div className="min-w-0 flex-1 pt-1">
        <div className="flex items-start justify-between gap-4">
          <p className="min-w-0 break-words font-medium" dir="auto">
            {entry.title}
          </p>
          <Tooltip content={<span className="tabular">{formatExactTime(entry.at, timeZone)}</span>}>
            <time dateTime={entry.at} className="tabular shrink-0 text-muted text-xs leading-5">
              {formatTimeOfDay(entry.at, timeZone)}
            </time>
          </Tooltip>
        </div>
        {entry.reason ? (
          <p className="mt-0.5 break-words text-muted" dir="auto">
            {entry.reason}
          </p>
        ) : null}
        <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs empty:hidden">
          <EntryLinks entry={entry} />
          {hasFacts ? (
            <button
              type="button"
              aria-expanded={open}
              aria-controls={facts}
              onClick={() => setOpen(!open)}
              className="inline-flex items-center gap-0.5 rounded-sm text-muted hover:text-ink"
            >
              <ChevronRight className={cn("size-3 transition-transform", open && "rotate-90")} aria-hidden />
              Facts
              <span className="sr-only"> of {entry.title}</span>
            </button>
          ) : null}
        </div>
        {open ? (
          <div id={facts} className="mt-2 overflow-auto rounded-md bg-sunken p-3 text-xs">
            <JsonView value={entry.facts} openDepth={2} />
          </div>
        ) : null}
      </div>
    </li>
  );
}

const LINK = "rounded-sm text-muted underline decoration-line-strong underline-offset-2 hover:text-ink";

// At the ends of a passage; on every line between them it would only be noise.
const LEADS_TO_FLOW: ReadonlySet<ShownEntry["kind"]> = new Set(["entered", "refused", "ended"]);

function EntryLinks({ entry }: { entry: ShownEntry }) {
  return (
    <>
      {entry.messageId ? (
        <Link className={LINK} href={`/messages/${entry.messageId}`}>
          Open the message
        </Link>
      ) : null}
      {entry.flowId && entry.flowName && LEADS_TO_FLOW.has(entry.kind) ? (
        <Link className={LINK} href={`/flows/${entry.flowId}/performance`}>
          {entry.flowName}
        </Link>
      ) : null}
      {entry.kind === "voucher" && entry.code ? <CopyButton value={entry.code} what="code" text /> : null}
    </>
  );
}
