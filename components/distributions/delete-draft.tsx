"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type Distribution, useDeleteDistribution } from "@/lib/client/queries/distributions";
import { useDeniedReason } from "@/lib/client/queries/me";

/** Deletes a draft, after a question. */
export function DeleteDraft({ distribution }: { distribution: Distribution }) {
  const router = useRouter();
  const remove = useDeleteDistribution(distribution.id);
  const denied = useDeniedReason()("flows:write", "delete distributions");
  return (
    <ConfirmDialog
      trigger={
        <Button disabledReason={denied}>
          <Trash2 aria-hidden />
          Delete draft
        </Button>
      }
      title={`Delete “${distribution.name}”`}
      consequences="What you entered is gone for good. The campaign and the message stay."
      verb="Delete draft"
      danger
      onConfirm={async () => {
        await remove.mutateAsync();
        toast.success("Draft deleted", { description: distribution.name });
        router.push("/distributions");
      }}
    />
  );
}
