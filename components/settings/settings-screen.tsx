"use client";

import type { ReactNode } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { useWorkspace, type Workspace } from "@/lib/client/queries/settings";

/** A screen of the workspace's settings: its head, and its parts once the workspace is there. */
export function SettingsScreen({
  title,
  description,
  children,
}: {
  title: string;
  description: ReactNode;
  children: (workspace: Workspace) => ReactNode;
}) {
  const { data, error, refetch } = useWorkspace();
  return (
    <Page width="narrow" className="mx-0">
      <PageHeader title={title} description={description} />
      {data ? (
        children(data)
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <>
          <Skeleton className="h-64 rounded-lg" />
          <Skeleton className="h-64 rounded-lg" />
        </>
      )}
    </Page>
  );
}
