"use client";

import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { SecretLine } from "@/components/settings/secret-line";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { useDeleteWebhook, useRenewWebhookSecret, type Webhook } from "@/lib/client/queries/webhooks";
import { plural } from "@/lib/utils/plural";

/** What is seldom done to a webhook: a new secret, and removing it. */
export function WebhookMenu({ webhook, deniedReason }: { webhook: Webhook; deniedReason: string | null }) {
  const router = useRouter();
  const renew = useRenewWebhookSecret();
  const remove = useDeleteWebhook();
  const [asking, setAsking] = useState<"secret" | "delete" | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  if (deniedReason !== null) return null;
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label="More">
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => setAsking("secret")}>Make a new secret</MenuItem>
        <MenuSeparator />
        <MenuItem danger onSelect={() => setAsking("delete")}>
          Delete webhook
        </MenuItem>
      </DropdownMenu>
      <ConfirmDialog
        open={asking === "secret"}
        onOpenChange={(open) => setAsking(open ? "secret" : null)}
        title="Make a new signing secret"
        consequences="Calls from now on are signed with it, those tried again too. Whoever still checks with the old one refuses them until it is replaced there."
        verb="Make secret"
        onConfirm={async () => setSecret((await renew.mutateAsync(webhook.id)).secret)}
      />
      <ConfirmDialog
        danger
        open={asking === "delete"}
        onOpenChange={(open) => setAsking(open ? "delete" : null)}
        title={`Delete ${webhook.name}`}
        consequences={`Its log goes with it${webhook.waiting > 0 ? `, and ${plural(webhook.waiting, "call")} not made yet` : ""}.`}
        verb="Delete webhook"
        onConfirm={async () => {
          await remove.mutateAsync(webhook.id);
          toast.success("Webhook deleted", { description: webhook.name });
          router.push("/settings/webhooks");
        }}
      />
      <Dialog
        open={secret !== null}
        onOpenChange={(open) => !open && setSecret(null)}
        title="Copy the signing secret now"
        description="It is not shown again. The one before it has ended."
        footer={
          <DialogClose asChild>
            <Button variant="primary">I have copied it</Button>
          </DialogClose>
        }
      >
        {secret ? <SecretLine value={secret} what="signing secret" /> : null}
      </Dialog>
    </>
  );
}
