"use client";

import { Plus, Upload, Waypoints } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { Toolbar } from "@/components/ui/toolbar";
import { useFlowPages } from "@/lib/client/queries/flows";
import { useDeniedReason } from "@/lib/client/queries/me";
import { CreateFlowDialog } from "./create-flow-dialog";
import { FLOW_COLUMNS } from "./flow-columns";
import { useImportFile } from "./use-import-file";

const SHOWN = [
  { value: "all", label: "All but archived" },
  { value: "live", label: "Live" },
  { value: "draft", label: "Draft" },
  { value: "paused", label: "Paused" },
  { value: "stopped", label: "Stopped" },
  { value: "archived", label: "Archived" },
] as const;
type Shown = (typeof SHOWN)[number]["value"];

/** All flows with what they brought. Search, filter and the create dialog live in the address. */
export function FlowList() {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const denied = useDeniedReason()("flows:write", "create flows");
  const search = params.get("search") ?? "";
  const shown: Shown = SHOWN.find(({ value }) => value === params.get("show"))?.value ?? "all";
  const creating = params.get("create") === "1";
  const pages = useFlowPages({
    ...(search ? { search } : {}),
    ...(shown === "all" ? {} : { status: shown }),
  });
  const importFile = useImportFile();
  const go = (next: { search?: string; show?: Shown; create?: boolean }) => {
    const query = new URLSearchParams();
    const text = next.search ?? search;
    const show = next.show ?? shown;
    if (text) query.set("search", text);
    if (show !== "all") query.set("show", show);
    if (next.create) query.set("create", "1");
    router.replace(query.size > 0 ? `${pathname}?${query}` : pathname, { scroll: false });
  };
  const create = (
    <Button variant="primary" disabledReason={denied} onClick={() => go({ create: true })}>
      <Plus aria-hidden />
      Create flow
    </Button>
  );

  return (
    <Page fill>
      <PageHeader
        title="Flows"
        description="Each one leads customers from an event to a goal. Open one to draw it, or to see what it brought."
        actions={
          <>
            {importFile.input}
            <Button disabledReason={denied} loading={importFile.busy} onClick={importFile.choose}>
              <Upload aria-hidden />
              Import
            </Button>
            {create}
          </>
        }
      />
      <Toolbar
        end={
          <Select
            aria-label="Which flows"
            value={shown}
            onChange={(show) => go({ show: show as Shown })}
            options={SHOWN.map((option) => ({ ...option }))}
          />
        }
      >
        <SearchInput value={search} onChange={(text) => go({ search: text })} label="Search flows" />
      </Toolbar>
      <DataTable
        fill
        label="Flows"
        columns={FLOW_COLUMNS}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/flows/${id}`}
        {...pages.table}
        empty={
          search || shown !== "all" ? (
            <EmptyState
              icon={<Waypoints />}
              title="No flow fits"
              action={<Button onClick={() => go({ search: "", show: "all" })}>Show all flows</Button>}
            >
              The search looks at the names of flows.
            </EmptyState>
          ) : (
            <EmptyState icon={<Waypoints />} title="No flows yet" action={create}>
              Start from scratch, or from a flow that wins back abandoned carts.
            </EmptyState>
          )
        }
      />
      <CreateFlowDialog open={creating} onOpenChange={(open) => go({ create: open })} />
    </Page>
  );
}
