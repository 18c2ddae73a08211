"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { ErrorState } from "@/components/ui/error-state";
import { NoPermission } from "@/components/ui/no-permission";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/page-skeleton";
import { useDefinition, useUpdateDefinition } from "@/lib/client/queries/events";
import { useCan } from "@/lib/client/queries/me";
import { ChangeWarnings } from "./change-warnings";
import { DefinitionFormCard } from "./definition-form";

/** Changes a definition, saying before it is saved whom that concerns. */
export function EditDefinition({ id }: { id: string }) {
  const router = useRouter();
  const may = useCan()("event-definitions:write");
  const definition = useDefinition(id);
  const update = useUpdateDefinition(id);
  if (!may) return <NoPermission what="change event definitions" who="a developer or an admin" />;
  if (definition.isError)
    return <ErrorState error={definition.error} onRetry={() => void definition.refetch()} />;
  if (!definition.data) return <PageSkeleton />;
  const { data } = definition;
  const { name, title, description, role, properties } = data;

  return (
    <Page width="narrow">
      <PageHeader title={`Change ${name}`} back={{ href: `/events/${id}`, label: name }} />
      <DefinitionFormCard
        initial={{ name, title, description, role, properties }}
        isNew={false}
        saveVerb="Save changes"
        cancelHref={`/events/${id}`}
        warnings={(changed) => <ChangeWarnings definition={data} properties={changed} />}
        onSave={async ({ name: _fixed, ...changes }) => {
          await update.mutateAsync(changes);
          toast.success(`${name} is saved`, { description: "It holds for the next event that comes." });
          router.push(`/events/${id}`);
        }}
      />
    </Page>
  );
}
