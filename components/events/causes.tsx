import Link from "next/link";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { LoggedEvent } from "@/lib/client/queries/events";

type Cause = LoggedEvent["causes"][number];

const KINDS: Record<Cause["kind"], { word: string; tone: BadgeTone }> = {
  entered: { word: "Entered", tone: "entry" },
  moved: { word: "Moved", tone: "decision" },
  refused: { word: "Not in", tone: "exit" },
};

/** What an event did to flows: the first two in words, the rest as a count. */
export function Causes({ event: { handled, causes } }: { event: LoggedEvent }) {
  if (!handled) return <span className="text-faint text-xs">Waiting for a worker</span>;
  if (causes.length === 0) return <span className="text-faint text-xs">No flow took it up</span>;
  return (
    <ul className="flex min-w-0 flex-col gap-1">
      {causes.slice(0, 3).map((cause) => (
        <li
          key={`${cause.kind} ${cause.flowId} ${cause.runId}`}
          className="flex min-w-0 items-baseline gap-2"
        >
          <Badge tone={KINDS[cause.kind].tone}>{KINDS[cause.kind].word}</Badge>
          <span className="min-w-0 truncate text-xs" title={`${cause.flowName}: ${cause.reason}`}>
            <Link
              href={`/flows/${cause.flowId}`}
              className="relative underline-offset-2 hover:underline"
              dir="auto"
            >
              {cause.flowName}
            </Link>
            {cause.kind === "entered" ? null : <span className="text-muted">: {cause.reason}</span>}
          </span>
        </li>
      ))}
      {causes.length > 3 ? <li className="text-faint text-xs">and {causes.length - 3} more</li> : null}
    </ul>
  );
}
