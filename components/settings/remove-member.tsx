"use client";

import { LogOut, UserMinus } from "lucide-react";
import { toast } from "sonner";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { useCan, useMe } from "@/lib/client/queries/me";
import { type Member, useRemoveMember } from "@/lib/client/queries/team";

/** Takes a person out, or leaves: everybody may leave by themselves. */
export function RemoveMember({ member }: { member: Member }) {
  const me = useMe();
  const mayRemove = useCan()("team:write") && (member.role !== "owner" || me.role === "owner");
  const remove = useRemoveMember();
  const self = member.userId === me.user.id;
  if (!self && !mayRemove) return null;
  return (
    <ConfirmDialog
      danger
      trigger={
        <IconButton label={self ? "Leave workspace" : `Remove ${member.name}`}>
          {self ? <LogOut /> : <UserMinus />}
        </IconButton>
      }
      title={self ? `Leave ${me.workspace.name}` : `Remove ${member.name}`}
      consequences={
        self
          ? "You cannot open this workspace any more until somebody invites you again. What you made stays."
          : "They cannot open this workspace from now on. What they made stays, and so do the API keys they made."
      }
      verb={self ? "Leave workspace" : "Remove person"}
      onConfirm={async () => {
        await remove.mutateAsync(member.userId);
        if (self) window.location.assign("/flows");
        else toast.success(`${member.name} was removed`);
      }}
    />
  );
}
