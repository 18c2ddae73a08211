"use client";

import { ChevronDown, ChevronUp, Plus, Trash2 } from "lucide-react";
import { useFieldArray } from "react-hook-form";
import { ConditionsField } from "@/components/inspector/fields/conditions-field";
import { useFormScope } from "@/components/inspector/form-scope";
import { nextId } from "@/components/inspector/next-id";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { NO_CONDITION } from "@/lib/domain/condition/condition";

const MOST = 10;

/** The branches in their order: the first that holds is taken. */
export function BranchForm({ form }: StepFormProps) {
  const { readOnly } = useFormScope();
  const { fields, append, remove, move } = useFieldArray({
    control: form.control,
    name: "branches",
    keyName: "key",
  });
  const add = () => {
    const id = nextId("branch", form.getValues("branches") ?? []);
    append({ id, name: `Branch ${fields.length + 1}`, filter: NO_CONDITION }, { shouldFocus: false });
  };
  return (
    <>
      <p className="text-muted">The first branch whose conditions hold is taken; nobody is in two.</p>
      {fields.map((branch, index) => (
        <section
          key={branch.key}
          aria-label={`Branch ${index + 1}`}
          className="flex flex-col gap-3 border-line border-b pb-4"
        >
          <div className="flex items-end gap-1">
            <FormField
              form={form}
              name={`branches.${index}.name`}
              label={`Branch ${index + 1}`}
              className="flex-1"
            >
              {(field) => <Input {...field} value={field.value ?? ""} disabled={readOnly} dir="auto" />}
            </FormField>
            {readOnly ? null : (
              <span className="flex">
                <IconButton
                  label="Earlier"
                  disabledReason={index === 0 ? "This is the first branch." : null}
                  onClick={() => move(index, index - 1)}
                >
                  <ChevronUp />
                </IconButton>
                <IconButton
                  label="Later"
                  disabledReason={index === fields.length - 1 ? "This is the last branch." : null}
                  onClick={() => move(index, index + 1)}
                >
                  <ChevronDown />
                </IconButton>
                <IconButton
                  label="Remove this branch"
                  disabledReason={fields.length === 1 ? "A branch step has at least one branch." : null}
                  onClick={() => remove(index)}
                >
                  <Trash2 />
                </IconButton>
              </span>
            )}
          </div>
          <ConditionsField form={form} name={`branches.${index}.filter`} label="When" />
        </section>
      ))}
      {readOnly ? null : (
        <Button
          className="self-start"
          onClick={add}
          disabledReason={fields.length >= MOST ? `A step has at most ${MOST} branches.` : null}
        >
          <Plus aria-hidden />
          Add a branch
        </Button>
      )}
      <p className="text-muted text-xs">Everyone else leaves by “Everyone else”.</p>
    </>
  );
}
