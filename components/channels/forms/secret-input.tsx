import type { ComponentProps } from "react";
import { Input } from "@/components/ui/input";
import { secretPlaceholder } from "./use-connection-form";

/** A secret of a connection: never shown again, and kept where it is left empty. */
export function SecretInput({
  connection,
  secret,
  placeholder = "",
  ...field
}: Omit<ComponentProps<typeof Input>, "type"> & {
  connection: Parameters<typeof secretPlaceholder>[0];
  /** Its name among the connection's secrets */
  secret: string;
}) {
  return (
    <Input
      {...field}
      type="password"
      autoComplete="off"
      placeholder={secretPlaceholder(connection, secret) || placeholder}
    />
  );
}
