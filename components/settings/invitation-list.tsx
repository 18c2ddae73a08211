"use client";

import { useState } from "react";
import { InvitationLinkView } from "@/components/settings/invitation-link-view";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { useNow } from "@/components/ui/use-now";
import { useCan } from "@/lib/client/queries/me";
import {
  type Invitation,
  type InvitationLink,
  useInvitations,
  useRenewInvitation,
  useWithdrawInvitation,
} from "@/lib/client/queries/team";

/** Who is invited and has not come yet; nothing while there is nobody. */
export function InvitationList() {
  const { rows, table } = useInvitations();
  const [renewed, setRenewed] = useState<InvitationLink | null>(null);
  if (table.error && !rows) {
    return (
      <Card title="Invited">
        <ErrorState error={table.error} onRetry={table.onRetry} />
      </Card>
    );
  }
  if (!rows?.length) return null;
  return (
    <Card title="Invited" description="Open invitations. Each link works once, for seven days." flush>
      <ul className="border-line border-t">
        {rows.map((invitation) => (
          <Row key={invitation.id} invitation={invitation} onRenewed={setRenewed} />
        ))}
      </ul>
      {table.hasMore ? (
        <div className="flex justify-center border-line border-t p-3">
          <Button loading={table.loadingMore} onClick={table.onLoadMore}>
            Show more
          </Button>
        </div>
      ) : null}
      <Dialog
        open={renewed !== null}
        onOpenChange={(open) => !open && setRenewed(null)}
        title={`Give this link to ${renewed?.email ?? ""}`}
        footer={
          <DialogClose asChild>
            <Button variant="primary">Done</Button>
          </DialogClose>
        }
      >
        {renewed ? <InvitationLinkView invitation={renewed} /> : null}
      </Dialog>
    </Card>
  );
}

function Row({
  invitation,
  onRenewed,
}: {
  invitation: Invitation;
  onRenewed: (link: InvitationLink) => void;
}) {
  const { id, email, role, invitedBy, expiresAt, createdAt } = invitation;
  const allowed = useCan()("team:write");
  const renew = useRenewInvitation();
  const withdraw = useWithdrawInvitation();
  const expired = Date.parse(expiresAt) <= useNow(60_000);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-5 py-3 text-sm last:border-b-0">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex items-center gap-2">
          <span className="truncate font-medium">{email}</span>
          <Badge>{role}</Badge>
          {expired ? <Badge tone="warn">Run out</Badge> : null}
        </p>
        <p className="text-muted text-xs">
          Invited {invitedBy ? `by ${invitedBy} ` : ""}
          <RelativeTime at={createdAt} />
        </p>
      </div>
      {allowed ? (
        <div className="flex items-center gap-2">
          <ConfirmDialog
            trigger={<Button size="sm">New link</Button>}
            title={`Make a new link for ${email}`}
            consequences="The link made before stops working. The new one works for seven days."
            verb="Make new link"
            onConfirm={async () => onRenewed(await renew.mutateAsync(id))}
          />
          <ConfirmDialog
            danger
            trigger={
              <Button size="sm" variant="ghost">
                Withdraw
              </Button>
            }
            title={`Withdraw the invitation of ${email}`}
            consequences="Its link stops working. They can be invited again at any time."
            verb="Withdraw invitation"
            onConfirm={() => withdraw.mutateAsync(id)}
          />
        </div>
      ) : null}
    </li>
  );
}
