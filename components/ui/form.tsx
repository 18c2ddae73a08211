"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { CircleAlert } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import {
  Controller,
  type ControllerRenderProps,
  type FieldPath,
  type FieldValues,
  FormProvider,
  type UseFormProps,
  type UseFormReturn,
  useForm,
  useFormContext,
  useFormState,
} from "react-hook-form";
import type { z } from "zod";
import { Field } from "@/components/ui/field";
import { cn } from "@/lib/utils/cn";

/**
 * A form whose values a zod schema checks: on the first submit, and from then on while typing. Defaults are of the
 * schema's input, what onSubmit gets is its output.
 */
export function useZodForm<Input extends FieldValues, Output>(
  schema: z.ZodType<Output, Input>,
  options: Omit<UseFormProps<Input, unknown, Output>, "resolver"> = {},
): UseFormReturn<Input, unknown, Output> {
  return useForm<Input, unknown, Output>({
    mode: "onSubmit",
    reValidateMode: "onChange",
    ...options,
    resolver: zodResolver(schema),
  });
}

/** The form element, with its fields below each other. Give it what useZodForm returned. */
export function Form<Input extends FieldValues, Output>({
  form,
  onSubmit,
  className,
  children,
  ...rest
}: Omit<ComponentProps<"form">, "onSubmit"> & {
  form: UseFormReturn<Input, unknown, Output>;
  onSubmit: (values: Output) => unknown;
}) {
  return (
    <FormProvider {...form}>
      <form
        // Submitted before the page's script runs, a form would put its fields, passwords too, into the address.
        method="post"
        noValidate
        {...rest}
        className={cn("flex flex-col gap-4", className)}
        onSubmit={(event) => {
          // A form in a dialog that stands in another form must not submit both.
          event.stopPropagation();
          form.clearErrors("root");
          return form.handleSubmit(async (values) => {
            await onSubmit(values);
          })(event);
        }}
      >
        {children}
      </form>
    </FormProvider>
  );
}

/**
 * One field of the Form around it: label, hint, error and the control, wired. Every control of the kit takes the
 * `field` as it is: {(field) => <Input {...field} />}.
 */
export function FormField<T extends FieldValues, Output, N extends FieldPath<T>>({
  form,
  name,
  children,
  ...field
}: Omit<ComponentProps<typeof Field>, "children" | "error"> & {
  form: UseFormReturn<T, unknown, Output>;
  name: N;
  children: (field: ControllerRenderProps<T, N>) => ReactNode;
}) {
  return (
    <Controller
      control={form.control}
      name={name}
      render={({ field: control, fieldState }) => (
        <Field {...field} error={firstMessage(fieldState.error)}>
          {children(control)}
        </Field>
      )}
    />
  );
}

/** What is wrong with the form as a whole (root errors, set by showFormErrors). */
export function FormError() {
  const { control } = useFormContext();
  const { errors } = useFormState({ control });
  const message = firstMessage(errors.root);
  if (!message) return null;
  return (
    <p role="alert" className="flex items-start gap-2 rounded-md bg-bad-soft px-3 py-2 text-bad text-sm">
      <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span className="min-w-0 break-words">{message}</span>
    </p>
  );
}

/** An error of a value with parts (a duration, a list) holds its message deeper. */
function firstMessage(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("message" in error && typeof error.message === "string" && error.message) return error.message;
  for (const [key, inner] of Object.entries(error)) {
    if (key === "ref") continue;
    const message = firstMessage(inner);
    if (message) return message;
  }
  return undefined;
}
