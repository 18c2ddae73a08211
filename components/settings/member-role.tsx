"use client";

import { toast } from "sonner";
import { Select } from "@/components/ui/select";
import { useCan, useMe } from "@/lib/client/queries/me";
import { type Member, useChangeRole } from "@/lib/client/queries/team";
import { ROLES } from "@/lib/domain/access/permissions";
import { plainRoles } from "./plain-roles";

/** The role of a person, to be changed by whoever may. */
export function MemberRole({ member }: { member: Member }) {
  const me = useMe();
  const allowed = useCan()("team:write") && (member.role !== "owner" || me.role === "owner");
  const change = useChangeRole();
  if (!allowed) return <span>{member.role}</span>;
  const roles = me.role === "owner" ? ROLES : plainRoles;
  return (
    <Select
      aria-label={`Role of ${member.name}`}
      value={member.role}
      disabled={change.isPending}
      onChange={(role) => {
        if (role === member.role) return;
        change.mutate(
          { id: member.userId, role },
          {
            onSuccess: () => toast.success(`${member.name} is ${role} now`),
            onError: (error) => toast.error("The role was not changed", { description: error.message }),
          },
        );
      }}
      options={roles.map((role) => ({ value: role, label: role }))}
    />
  );
}
