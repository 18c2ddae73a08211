import Link from "next/link";
import { StatusBadge } from "@/components/flows/status-badge";
import type { UsingFlow } from "@/lib/contracts/flow-shared";

/** Flows by name, each with its status and the way to it. */
export function FlowLinks({ flows }: { flows: readonly UsingFlow[] }) {
  return (
    <ul className="flex flex-col gap-2">
      {flows.map((flow) => (
        <li key={flow.id} className="flex items-center justify-between gap-3">
          <Link
            href={`/flows/${flow.id}`}
            className="min-w-0 truncate rounded-sm underline-offset-2 hover:underline"
            dir="auto"
          >
            {flow.name}
          </Link>
          <StatusBadge status={flow.status} />
        </li>
      ))}
    </ul>
  );
}
