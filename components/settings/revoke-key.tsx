"use client";

import { Ban } from "lucide-react";
import { toast } from "sonner";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { type ApiKey, useRevokeApiKey } from "@/lib/client/queries/api-keys";
import { useCan } from "@/lib/client/queries/me";

/** Revokes a key after saying what that means. */
export function RevokeKey({ apiKey }: { apiKey: ApiKey }) {
  const allowed = useCan()("api-keys:write");
  const revoke = useRevokeApiKey();
  if (!allowed || apiKey.revokedAt) return null;
  return (
    <ConfirmDialog
      danger
      trigger={
        <IconButton label={`Revoke ${apiKey.name}`}>
          <Ban />
        </IconButton>
      }
      title={`Revoke ${apiKey.name}`}
      consequences={
        <>
          Every call with this key is refused within five seconds, and events sent with it are lost.{" "}
          {apiKey.lastUsedAt ? (
            <>
              It was last used <RelativeTime at={apiKey.lastUsedAt} />.
            </>
          ) : (
            "It was never used."
          )}{" "}
          A revoked key cannot be brought back.
        </>
      }
      verb="Revoke key"
      onConfirm={async () => {
        await revoke.mutateAsync(apiKey.id);
        toast.success("Key revoked", { description: apiKey.name });
      }}
    />
  );
}
