"use client";

import { LinkField } from "../link-field";
import { AlignField } from "./align-field";
import type { BlockFieldsProps } from "./block-fields";

/** Where a button leads. Its words are written on it. */
export function ButtonFields({ attrs, disabled, onChange }: BlockFieldsProps) {
  return (
    <>
      <LinkField
        label="Leads to"
        value={String(attrs.href ?? "")}
        disabled={disabled}
        onChange={(href) => onChange({ href })}
      />
      <AlignField value={attrs.alignment} fallback="left" disabled={disabled} onChange={onChange} />
      <p className="text-muted text-xs">
        Click on the button to change its words. Its colour is your brand's.
      </p>
    </>
  );
}
