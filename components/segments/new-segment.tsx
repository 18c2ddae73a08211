"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { useDeniedReason } from "@/lib/client/queries/me";
import { useCreateSegment } from "@/lib/client/queries/segments";
import { SegmentForm } from "./segment-form";

/** Makes a segment. */
export function NewSegment() {
  const router = useRouter();
  const create = useCreateSegment();
  const denied = useDeniedReason()("customers:write", "create segments");
  return (
    <Page>
      <PageHeader title="New segment" back={{ href: "/segments", label: "Segments" }} />
      <SegmentForm
        isNew
        denied={denied}
        initial={{ name: "", type: "auto", rule: { match: "all", filters: [] } }}
        onSave={async ({ name, type, rule }) => {
          const segment = await create.mutateAsync(type === "auto" ? { name, type, rule } : { name, type });
          toast.success("Segment saved", { description: name });
          router.push(`/segments/${segment.id}`);
        }}
      />
    </Page>
  );
}
