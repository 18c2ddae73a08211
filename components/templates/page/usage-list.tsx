import Link from "next/link";
import { StatusDot } from "@/components/ui/status-dot";
import type { TemplateDetail } from "@/lib/client/queries/templates";

/** The flows that send this template. */
export function UsageList({ usage }: { usage: TemplateDetail["usage"] }) {
  if (usage.length === 0) return <p className="text-muted text-sm">No flow sends it yet.</p>;
  return (
    <ul className="flex flex-col gap-1">
      {usage.map((flow) => (
        <li key={flow.id}>
          <Link
            href={`/flows/${flow.id}`}
            className="flex items-center justify-between gap-3 rounded-md px-2 py-1.5 text-sm hover:bg-hover"
          >
            <span className="min-w-0 truncate" dir="auto">
              {flow.name}
            </span>
            <StatusDot tone={flow.live ? "ok" : "neutral"}>
              {flow.live ? flow.status : "only its draft"}
            </StatusDot>
          </Link>
        </li>
      ))}
    </ul>
  );
}
