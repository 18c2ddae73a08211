import { Lock } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";

/** In place of a screen or part that this person may not see. `what` completes "You cannot …"; `who` may. */
export function NoPermission({
  what = "see this",
  who = "an admin",
  className,
}: {
  what?: string;
  who?: string;
  className?: string;
}) {
  return (
    <EmptyState icon={<Lock />} title={`You cannot ${what}`} className={className}>
      Your role does not include it. Ask {who} of this workspace to do it or to change your role.
    </EmptyState>
  );
}
