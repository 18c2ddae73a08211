"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { toast } from "sonner";
import { ErrorState } from "@/components/ui/error-state";
import { NoPermission } from "@/components/ui/no-permission";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/page-skeleton";
import { useCreateDefinition, useSuggestion } from "@/lib/client/queries/events";
import { useCan } from "@/lib/client/queries/me";
import type { EventDefinitionInput } from "@/lib/domain/event/definition";
import { plural } from "@/lib/utils/plural";
import { DefinitionFormCard } from "./definition-form";

const EMPTY: EventDefinitionInput = { name: "", title: "", description: "", role: null, properties: [] };

/** Defines an event: from nothing, or (`?from=<name>`) as guessed from what is kept aside under that name. */
export function NewDefinition() {
  const router = useRouter();
  const from = useSearchParams().get("from") || null;
  const may = useCan()("event-definitions:write");
  const suggestion = useSuggestion(may ? from : null);
  const create = useCreateDefinition();
  if (!may) return <NoPermission what="define events" who="a developer or an admin" />;
  if (suggestion.isLoading) return <PageSkeleton />;
  if (suggestion.isError)
    return <ErrorState error={suggestion.error} onRetry={() => void suggestion.refetch()} />;
  const guess = suggestion.data;

  const save = async (body: EventDefinitionInput) => {
    const { id, name } = await create.mutateAsync(body);
    if (from) toast.success(`${name} is defined`, { description: "Now replay what was kept aside." });
    else toast.success(`${name} is defined`, { description: "Next, copy its code into your shop." });
    router.push(from ? "/events/quarantine" : `/events/${id}`);
  };

  return (
    <Page width="narrow">
      <PageHeader
        title={from ? `Define ${from}` : "Define an event"}
        description={
          guess
            ? `Guessed from ${plural(guess.samples, "event")} in quarantine. Look it over before you save it.`
            : undefined
        }
        back={
          from ? { href: "/events/quarantine", label: "Quarantine" } : { href: "/events", label: "Events" }
        }
      />
      {guess && guess.left.length > 0 ? (
        <div className="rounded-md bg-warn-soft px-4 py-3 text-sm text-warn">
          <p className="font-medium">Not everything that was sent can be described</p>
          <p className="mt-1">
            Events that hold{" "}
            {guess.left
              .slice(0, 5)
              .map((path) => `“${path}”`)
              .join(", ")}
            {guess.left.length > 5 ? ` and ${guess.left.length - 5} more` : ""} stay in quarantine: values of
            mixed types, or nested more than one level deep.
          </p>
        </div>
      ) : null}
      <DefinitionFormCard
        initial={
          guess ? { ...EMPTY, name: guess.name, role: guess.role, properties: guess.properties } : EMPTY
        }
        isNew
        saveVerb="Define event"
        cancelHref={from ? "/events/quarantine" : "/events"}
        onSave={save}
      />
    </Page>
  );
}
