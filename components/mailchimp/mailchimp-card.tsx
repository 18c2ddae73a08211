"use client";

import { ListPlus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { useDisconnectMailchimp, useMailchimp } from "@/lib/client/queries/mailchimp";
import { MailchimpDialog } from "./mailchimp-dialog";

/** The Mailchimp audience whose members get codes in a merge field. */
export function MailchimpCard({ deniedReason }: { deniedReason: string | null }) {
  const { data, error, refetch } = useMailchimp();
  const disconnect = useDisconnectMailchimp();
  const [editing, setEditing] = useState(false);
  const open = () => setEditing(true);
  return (
    <Card
      title="Mailchimp"
      flush
      actions={
        data?.connected ? (
          <>
            <ConfirmDialog
              danger
              trigger={
                <Button size="sm" disabledReason={deniedReason}>
                  Disconnect
                </Button>
              }
              title="Disconnect Mailchimp"
              consequences="The key is forgotten here. Codes that were written into the audience stay there."
              verb="Disconnect"
              onConfirm={async () => {
                await disconnect.mutateAsync();
                toast.success("Mailchimp disconnected");
              }}
            />
            <Button size="sm" disabledReason={deniedReason} onClick={open}>
              Change
            </Button>
          </>
        ) : undefined
      }
    >
      {data?.connected ? (
        <p className="px-5 py-3 text-sm">
          Codes go into the merge field <code>*|{data.mergeTag}|*</code> of the audience{" "}
          <code>{data.listId}</code>, from a campaign’s page.
        </p>
      ) : data ? (
        <EmptyState
          icon={<ListPlus />}
          title="No audience yet"
          action={
            <Button size="sm" disabledReason={deniedReason} onClick={open}>
              Connect Mailchimp
            </Button>
          }
        >
          A campaign’s codes can be written into a merge field of your audience, for mails you send there.
        </EmptyState>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton className="m-4 h-16" />
      )}
      {editing && data ? <MailchimpDialog connection={data} onClose={() => setEditing(false)} /> : null}
    </Card>
  );
}
