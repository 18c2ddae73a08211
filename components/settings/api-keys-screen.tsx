"use client";

import { KeyRound } from "lucide-react";
import Link from "next/link";
import { NewKeyButton } from "@/components/settings/new-key-dialog";
import { RevokeKey } from "@/components/settings/revoke-key";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { type ApiKey, useApiKeys } from "@/lib/client/queries/api-keys";

/** The keys with which programs call: made, shown once, revoked. */
export function ApiKeysScreen() {
  const { table } = useApiKeys();
  return (
    <Page className="mx-0 max-w-5xl">
      <PageHeader
        title="API keys"
        description="Programs send one with each call: Authorization: Bearer <key>."
        actions={
          <>
            <Button asChild>
              <Link href="/docs/api" target="_blank">
                Read the API reference
              </Link>
            </Button>
            <NewKeyButton />
          </>
        }
      />
      <DataTable
        label="API keys"
        columns={COLUMNS}
        rowId={(key) => key.id}
        {...table}
        empty={
          <EmptyState icon={<KeyRound />} title="No API keys yet" action={<NewKeyButton />}>
            The tracking code of your shop needs one with the scope write. Your own programs take read or
            admin.
          </EmptyState>
        }
      />
    </Page>
  );
}

const SCOPE_TONES = { write: "entry", read: "info", admin: "warn", client: "message" } as const;

const COLUMNS: readonly DataColumn<ApiKey>[] = [
  {
    id: "name",
    header: "Name",
    cell: (key) => (
      <span className={key.revokedAt ? "text-muted" : undefined}>
        <span className="block truncate font-medium" dir="auto">
          {key.name}
        </span>
        <code className="text-muted text-xs">{key.prefix}…</code>
        {key.origins.length > 0 ? (
          <span className="block truncate text-muted text-xs">{key.origins.join(", ")}</span>
        ) : null}
      </span>
    ),
  },
  {
    id: "scope",
    header: "Scope",
    width: "120px",
    cell: (key) =>
      key.revokedAt ? <Badge>Revoked</Badge> : <Badge tone={SCOPE_TONES[key.scope]}>{key.scope}</Badge>,
  },
  {
    id: "used",
    header: "Last used",
    width: "160px",
    cell: (key) =>
      key.lastUsedAt ? <RelativeTime at={key.lastUsedAt} /> : <span className="text-muted">Never</span>,
  },
  {
    id: "made",
    header: "Made",
    width: "200px",
    truncate: true,
    cell: (key) => (
      <>
        <RelativeTime at={key.createdAt} />
        {key.createdBy ? <span className="text-muted"> by {key.createdBy}</span> : null}
      </>
    ),
  },
  { id: "revoke", header: "", srHeader: "Actions", width: "56px", cell: (key) => <RevokeKey apiKey={key} /> },
];
