"use client";

import { SecretLine } from "@/components/settings/secret-line";
import { RelativeTime } from "@/components/ui/relative-time";
import type { InvitationLink } from "@/lib/client/queries/team";

/** The link of an invitation, the one time it can be seen. */
export function InvitationLinkView({ invitation }: { invitation: InvitationLink }) {
  return (
    <div className="flex flex-col gap-3 text-sm">
      <SecretLine value={invitation.url} what="link" />
      <p className="text-muted">
        Whoever opens it joins as <strong className="font-medium text-ink">{invitation.role}</strong>. It
        works once, and until <RelativeTime at={invitation.expiresAt} />. It is not shown again; a new one can
        be made in the list.
      </p>
    </div>
  );
}
