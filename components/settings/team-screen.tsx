"use client";

import { InvitationList } from "@/components/settings/invitation-list";
import { InviteButton } from "@/components/settings/invite-dialog";
import { MemberRole } from "@/components/settings/member-role";
import { RemoveMember } from "@/components/settings/remove-member";
import { ROLE_WORDS } from "@/components/settings/role-words";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { useMe } from "@/lib/client/queries/me";
import { type Member, useTeam } from "@/lib/client/queries/team";
import { ROLES } from "@/lib/domain/access/permissions";

/** Who works in the workspace, in which role, and who is invited. */
export function TeamScreen() {
  const { table } = useTeam();
  return (
    <Page className="mx-0 max-w-5xl">
      <PageHeader
        title="Team"
        description="Who works in this workspace, and what they may do."
        actions={<InviteButton />}
      />
      <DataTable
        label="People"
        columns={COLUMNS}
        rowId={(member) => member.userId}
        {...table}
        empty={<EmptyState title="Nobody is here">Invite the first person.</EmptyState>}
      />
      <InvitationList />
      <Card title="What each role may do">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-sm">
          {ROLES.map((role) => (
            <div key={role} className="contents">
              <dt className="font-medium">{role}</dt>
              <dd className="text-muted">{ROLE_WORDS[role]}</dd>
            </div>
          ))}
        </dl>
      </Card>
    </Page>
  );
}

function Person({ member }: { member: Member }) {
  const me = useMe();
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Avatar name={member.name} size="sm" />
      <span className="min-w-0">
        <span className="flex items-center gap-2">
          <span className="truncate font-medium" dir="auto">
            {member.name}
          </span>
          {member.userId === me.user.id ? <Badge>You</Badge> : null}
        </span>
        <span className="block truncate text-muted text-xs">{member.email}</span>
      </span>
    </span>
  );
}

const COLUMNS: readonly DataColumn<Member>[] = [
  { id: "name", header: "Name", cell: (member) => <Person member={member} /> },
  { id: "joined", header: "Joined", width: "140px", cell: (member) => <RelativeTime at={member.joinedAt} /> },
  { id: "role", header: "Role", width: "168px", cell: (member) => <MemberRole member={member} /> },
  {
    id: "remove",
    header: "",
    srHeader: "Actions",
    width: "56px",
    cell: (member) => <RemoveMember member={member} />,
  },
];
