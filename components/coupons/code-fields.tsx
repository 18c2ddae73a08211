"use client";

import type { UseFormReturn } from "react-hook-form";
import { FormField } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { NumberInput } from "@/components/ui/number-input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { MOST_CODES } from "@/lib/domain/coupon/campaign";
import { CLEAR_CHARACTERS, codeCapacity, codeConfig, codeProblems } from "@/lib/domain/coupon/code";
import { formatShort } from "@/lib/utils/format-number";
import type { CampaignValues } from "./campaign-values";
import { exampleCodes } from "./example-codes";

const TYPES = [
  {
    value: "auto_update",
    label: "Own codes, made as needed (recommended)",
    hint: "When the codes run out, new ones are made. Nobody waits for one, and you have nothing to refill.",
  },
  {
    value: "static",
    label: "Own codes from a fixed pool",
    hint: "A number of codes that you decide. When they are gone, nobody gets one.",
  },
  {
    value: "standalone",
    label: "One code for everybody",
    hint: "Easy to print, and easy to pass on: anybody who knows it can use it.",
  },
] as const;

const CHARSETS = [
  { value: CLEAR_CHARACTERS, label: "Clear letters and digits", hint: "Without 0 and O, 1, I and L" },
  { value: "0123456789", label: "Digits only" },
  { value: "ABCDEFGHIJKLMNOPQRSTUVWXYZ", label: "Capital letters only" },
  {
    value: "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    label: "Digits, small and capital letters",
  },
];

/** Which codes there are, and how they look, with examples of them. */
export function CodeFields({
  form,
  isNew,
}: {
  form: UseFormReturn<CampaignValues, unknown, CampaignValues>;
  isNew: boolean;
}) {
  const { type, pattern, charset, codesToMake } = form.watch();
  const known = CHARSETS.some(({ value }) => value === charset);
  const charsets = known ? CHARSETS : [...CHARSETS, { value: charset, label: `These: ${charset}` }];
  return (
    <>
      <FormField
        form={form}
        name="type"
        label="Kind of codes"
        hint={isNew ? undefined : "This cannot be changed once the campaign exists."}
      >
        {(field) => <RadioGroup {...field} cards options={TYPES} disabled={!isNew} />}
      </FormField>
      {type === "standalone" ? (
        <FormField
          form={form}
          name="code"
          label="The code"
          hint={
            isNew
              ? "Letters, digits, dots, dashes and underscores."
              : "This cannot be changed once the campaign exists."
          }
        >
          {(field) => (
            <Input
              {...field}
              className="font-mono"
              placeholder="SPRING"
              autoComplete="off"
              spellCheck={false}
              disabled={!isNew}
            />
          )}
        </FormField>
      ) : (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <FormField
              form={form}
              name="pattern"
              label="Pattern of the codes"
              hint="Each # becomes a random character, all else stays."
            >
              {(field) => <Input {...field} className="font-mono" autoComplete="off" spellCheck={false} />}
            </FormField>
            <FormField form={form} name="charset" label="Random characters">
              {(field) => <Select {...field} options={charsets} />}
            </FormField>
          </div>
          <Examples
            pattern={pattern}
            charset={charset}
            count={type === "static" ? (codesToMake ?? 1) : "endless"}
            said={form.formState.errors.pattern !== undefined}
          />
        </>
      )}
      {type === "static" && isNew ? (
        <FormField
          form={form}
          name="codesToMake"
          label="How many codes to make now"
          hint={`Up to ${MOST_CODES.toLocaleString("en")} at once. More can be made later.`}
          className="w-56"
        >
          {(field) => <NumberInput {...field} integer min={0} step={100} unit="codes" />}
        </FormField>
      ) : null}
    </>
  );
}

/** How the codes will look, how many there can be, and whether that is enough. */
function Examples({
  pattern,
  charset,
  count,
  said,
}: {
  pattern: string;
  charset: string;
  count: number | "endless";
  /** The field says already what is wrong. */
  said: boolean;
}) {
  const parsed = codeConfig.safeParse({ pattern, charset });
  if (!parsed.success || pattern === "") return null;
  const [problem] = codeProblems(parsed.data, count);
  return (
    <div className="-mt-1 rounded-md bg-sunken px-3 py-2 text-xs">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span className="text-muted">For example</span>
        {exampleCodes(parsed.data, 3).map((code) => (
          <span key={code} className="font-mono">
            {code}
          </span>
        ))}
        <span className="tabular ml-auto text-muted">
          {formatShort(Number(codeCapacity(parsed.data)))} different codes
        </span>
      </div>
      {problem && !said ? (
        <p className="mt-1.5 text-warn">
          {problem.message} {problem.fix}
        </p>
      ) : null}
    </div>
  );
}
