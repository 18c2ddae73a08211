"use client";

import { toast } from "sonner";
import { SegmentForm } from "@/components/segments/segment-form";
import { Dialog } from "@/components/ui/dialog";
import { useDeniedReason } from "@/lib/client/queries/me";
import { useCreateSegment } from "@/lib/client/queries/segments";

/** Makes a segment without leaving the wizard. */
export function NewSegmentDialog({
  open,
  onOpenChange,
  onCreated,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (id: string) => Promise<void>;
}) {
  const create = useCreateSegment();
  const denied = useDeniedReason()("customers:write", "create segments");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="New segment" size="xl">
      <SegmentForm
        isNew
        denied={denied}
        initial={{ name: "", type: "auto", rule: { match: "all", filters: [] } }}
        onSave={async ({ name, type, rule }) => {
          const segment = await create.mutateAsync(type === "auto" ? { name, type, rule } : { name, type });
          toast.success("Segment saved", { description: name });
          await onCreated(segment.id);
          onOpenChange(false);
        }}
      />
    </Dialog>
  );
}
