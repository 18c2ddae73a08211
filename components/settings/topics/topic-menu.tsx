"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { TopicDialog } from "@/components/settings/topics/topic-dialog";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { useCan } from "@/lib/client/queries/me";
import { type Topic, useUpdateTopic } from "@/lib/client/queries/topics";
import { formatExact } from "@/lib/utils/format-number";
import { plural } from "@/lib/utils/plural";

/** Renames a topic, archives it or brings it back. */
export function TopicMenu({ topic }: { topic: Topic }) {
  const allowed = useCan()("topics:write");
  const update = useUpdateTopic();
  const [asking, setAsking] = useState<"edit" | "archive" | null>(null);
  if (!allowed) return null;
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label={`More about ${topic.name}`}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => setAsking("edit")}>Edit topic</MenuItem>
        <MenuSeparator />
        {topic.archived ? (
          <MenuItem
            onSelect={() =>
              update.mutate(
                { id: topic.id, archived: false },
                {
                  onSuccess: () => toast.success("Topic is back", { description: topic.name }),
                  onError: (error) => toast.error("It stays archived", { description: error.message }),
                },
              )
            }
          >
            Bring topic back
          </MenuItem>
        ) : (
          <MenuItem onSelect={() => setAsking("archive")}>Archive topic</MenuItem>
        )}
      </DropdownMenu>
      {asking === "edit" ? <TopicDialog topic={topic} onClose={() => setAsking(null)} /> : null}
      <ConfirmDialog
        open={asking === "archive"}
        onOpenChange={(open) => setAsking(open ? "archive" : null)}
        title={`Archive ${topic.name}`}
        consequences={<Consequences topic={topic} />}
        verb="Archive topic"
        onConfirm={async () => {
          await update.mutateAsync({ id: topic.id, archived: true });
          toast.success("Topic archived", { description: topic.name });
        }}
      />
    </>
  );
}

function Consequences({ topic: { flows, optedOut } }: { topic: Topic }) {
  const running = flows.filter(({ status }) => status === "live" || status === "paused");
  const drafts = flows.filter(({ status }) => status === "draft" || status === "stopped");
  const out = Math.max(optedOut.email, optedOut.sms);
  return (
    <ul className="list-disc space-y-1.5 ps-4">
      <li>
        {out > 0
          ? `Opt-outs still count: ${optedOut.email > 0 ? `${formatExact(optedOut.email)} by e-mail` : ""}${
              optedOut.email > 0 && optedOut.sms > 0 ? " and " : ""
            }${optedOut.sms > 0 ? `${formatExact(optedOut.sms)} by SMS` : ""}.`
          : "Nobody has opted out of it."}{" "}
        Customers can no longer choose it on their page.
      </li>
      {running.length > 0 ? (
        <li>
          {plural(running.length, "running flow")} {running.length === 1 ? "goes" : "go"} on sending messages
          about it: <Names of={running} />. Launching a change there needs another topic.
        </li>
      ) : null}
      {drafts.length > 0 ? (
        <li>
          {plural(drafts.length, "other flow")} cannot be launched until another topic is chosen:{" "}
          <Names of={drafts} />.
        </li>
      ) : null}
      {flows.length === 0 ? <li>No flow uses it.</li> : null}
      <li>It can be brought back at any time.</li>
    </ul>
  );
}

const SHOWN = 5;

function Names({ of: flows }: { of: Topic["flows"] }) {
  const more = flows.length - SHOWN;
  return (
    <span dir="auto" className="text-ink">
      {flows
        .slice(0, SHOWN)
        .map(({ name }) => `“${name}”`)
        .join(", ")}
      {more > 0 ? ` and ${more} more` : ""}
    </span>
  );
}
