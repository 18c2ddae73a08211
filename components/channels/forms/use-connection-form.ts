"use client";

import type { FieldValues, UseFormReturn } from "react-hook-form";
import { showFormErrors } from "@/lib/client/form-errors";
import { type ChannelConnection, useCreateChannel, useUpdateChannel } from "@/lib/client/queries/channels";
import type { createChannelContract } from "@/lib/contracts/channels";
import type { BodyOf } from "@/lib/contracts/contract";
import type { Provider } from "@/lib/domain/message/connection";

/** The id by which a button outside submits the form. */
export const CONNECTION_FORM = "connection";

export type ConnectionFormProps = {
  /** null: a new one */
  connection: ChannelConnection | null;
  onSaved: (connection: ChannelConnection) => void;
  onBusy: (busy: boolean) => void;
};

type Saved = { name: string; config: Record<string, unknown>; secrets: Record<string, string> };

/** Saves what a provider's form holds. Of a connection that exists, secrets that were left empty stay as they are. */
export function useSaveConnection<Input extends FieldValues, Output extends Saved>(
  provider: Provider,
  form: UseFormReturn<Input, unknown, Output>,
  { connection, onSaved, onBusy }: ConnectionFormProps,
) {
  const create = useCreateChannel();
  const update = useUpdateChannel();
  return async ({ name, config, secrets }: Output) => {
    onBusy(true);
    try {
      const given = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ""));
      const saved = connection
        ? await update.mutateAsync({ id: connection.id, name, config, secrets: given })
        : await create.mutateAsync({ provider, name, config, secrets } as BodyOf<
            typeof createChannelContract
          >);
      onSaved(saved);
    } catch (error) {
      showFormErrors(form, error);
    } finally {
      onBusy(false);
    }
  };
}

/** What a secret's field shows when it is empty. */
export function secretPlaceholder(connection: ChannelConnection | null, name: string): string {
  return connection?.secretsSet.includes(name) ? "Set. Leave empty to keep it" : "";
}
