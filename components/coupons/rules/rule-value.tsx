"use client";

import { Combobox } from "@/components/ui/combobox";
import { Input } from "@/components/ui/input";
import { MoneyInput } from "@/components/ui/money-input";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { useFlowReferences } from "@/lib/client/queries/flows";
import { ProductChoice } from "../product-choice";
import { withProduct } from "../product-options";
import { type Subject, takesNoValue } from "./rule-subjects";
import type { RuleLine } from "./rule-tree";

const CONSENT = [
  { value: "granted", label: "given" },
  { value: "denied", label: "refused" },
  { value: "unknown", label: "not known" },
];
const YES_NO = [
  { value: "true", label: "yes" },
  { value: "false", label: "no" },
];

/** What a condition compares with, by the kind of its subject. */
export function RuleValue({
  line,
  subject,
  onChange,
}: {
  line: RuleLine;
  subject: Subject;
  onChange: (values: RuleLine["values"]) => void;
}) {
  const segments = useFlowReferences().data?.segments ?? [];
  if (takesNoValue(line.operator)) return null;
  const [first] = line.values;
  if (subject.kind === "segment") {
    return (
      <Combobox
        aria-label="Segment"
        value={typeof first === "string" && first !== "" ? first : null}
        onChange={(id) => onChange(id === null ? [] : [id])}
        options={segments.map(({ id, name }) => ({ value: id, label: name }))}
        placeholder={segments.length === 0 ? "No segment yet" : "Choose a segment"}
        searchPlaceholder="Find a segment"
      />
    );
  }
  if (subject.kind === "consent")
    return (
      <Select
        aria-label="Consent"
        value={String(first ?? "")}
        onChange={(value) => onChange([value])}
        options={CONSENT}
        placeholder="Choose"
      />
    );
  if (subject.kind === "yesno")
    return (
      <Select
        aria-label="Yes or no"
        value={String(first ?? "")}
        onChange={(value) => onChange([value === "true"])}
        options={YES_NO}
        placeholder="Choose"
      />
    );
  const number = typeof first === "number" ? first : null;
  const set = (value: number | null) => onChange(value === null ? [] : [value]);
  if (subject.kind === "money") return <MoneyInput aria-label="Amount" value={number} onChange={set} />;
  if (subject.kind === "number")
    return <NumberInput aria-label="Number" value={number} onChange={set} integer min={0} />;
  const many = subject.kind === "products" || line.operator === "$in" || line.operator === "$not_in";
  const input = (
    <Input
      aria-label={many ? "Values, separated by commas" : "Value"}
      value={line.values.join(many ? "," : "")}
      dir="auto"
      placeholder={subject.kind === "products" ? "Ids or SKUs, separated by commas" : "Value"}
      onChange={(event) => onChange(many ? event.target.value.split(",") : [event.target.value])}
      onBlur={() =>
        onChange(line.values.map((value) => String(value).trim()).filter((value) => value !== ""))
      }
    />
  );
  if (subject.kind !== "products") return input;
  return (
    <div className="flex flex-col gap-2">
      {input}
      <ProductChoice
        aria-label="Add a product"
        placeholder="Add a product"
        value={null}
        onChange={(id) => onChange(withProduct(line.values, id))}
      />
    </div>
  );
}
