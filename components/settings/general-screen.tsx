"use client";

import { RetentionPart } from "@/components/settings/retention-part";
import { SettingsScreen } from "@/components/settings/settings-screen";
import { UndefinedEventsPart } from "@/components/settings/undefined-events-part";
import { WorkspacePart } from "@/components/settings/workspace-part";
import { Combobox } from "@/components/ui/combobox";
import { FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import type { Workspace } from "@/lib/client/queries/settings";
import { updateWorkspaceContract } from "@/lib/contracts/settings";
import { currencyOptions, zoneOptions } from "@/lib/utils/world";

/** Name, zone and currency, and what happens to events nobody defined. */
export function GeneralScreen() {
  return (
    <SettingsScreen title="General" description="What holds for the whole workspace.">
      {(workspace) => (
        <>
          <IdentityPart workspace={workspace} />
          <UndefinedEventsPart workspace={workspace} />
          <RetentionPart workspace={workspace} />
        </>
      )}
    </SettingsScreen>
  );
}

const fields = updateWorkspaceContract.body!.pick({ name: true, timeZone: true, currency: true }).required();

function IdentityPart({ workspace }: { workspace: Workspace }) {
  const { name, timeZone, currency } = workspace;
  const form = useZodForm(fields, { defaultValues: { name, timeZone, currency } });
  const chosen = form.watch("currency");
  return (
    <WorkspacePart form={form} title="Workspace" toChange={(values) => values}>
      <FormField form={form} name="name" label="Name">
        {(field) => <Input {...field} dir="auto" autoComplete="off" />}
      </FormField>
      <FormField
        form={form}
        name="timeZone"
        label="Time zone"
        hint="For times on the screens and in schedules, and for customers whose own zone is not known."
      >
        {(field) => <Combobox {...field} onChange={(zone) => zone && field.onChange(zone)} options={ZONES} />}
      </FormField>
      <FormField
        form={form}
        name="currency"
        label="Currency"
        hint={
          chosen === currency
            ? "Money on the screens is in it. Campaigns take amounts off in it."
            : `Nothing is converted: what was 10 ${currency} reads as 10 ${chosen} from now on.`
        }
      >
        {(field) => (
          <Combobox {...field} onChange={(code) => code && field.onChange(code)} options={CURRENCIES} />
        )}
      </FormField>
    </WorkspacePart>
  );
}

const ZONES = zoneOptions();
const CURRENCIES = currencyOptions();
