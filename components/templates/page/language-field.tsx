"use client";

import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";

const CUSTOMER = "customer";
const CODES =
  "ar bg cs da de el en en-GB es et fa fi fr he hr hu it ja ko lt lv nl no pl pt pt-BR ro ru sk sl sv th tr uk ur vi zh".split(
    " ",
  );
const NAMES = new Intl.DisplayNames(["en"], { type: "language" });
const OPTIONS = [
  { value: CUSTOMER, label: "Each customer's own", hint: "For templates with hardly any words" },
  ...CODES.map((code) => ({ value: code, label: NAMES.of(code) ?? code, hint: code })),
];

/** The language that a template is written in. */
export function LanguageField({
  value,
  disabled,
  onChange,
}: {
  value: string;
  disabled: boolean;
  onChange: (language: string) => void;
}) {
  return (
    <Field label="Language of the text" hint="Dates and amounts are written in it.">
      <Combobox
        value={value || CUSTOMER}
        disabled={disabled}
        options={OPTIONS}
        searchPlaceholder="Search languages"
        onChange={(next) => onChange(next === null || next === CUSTOMER ? "" : next)}
      />
    </Field>
  );
}
