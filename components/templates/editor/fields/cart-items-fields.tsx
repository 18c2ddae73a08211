"use client";

import { Switch } from "@/components/ui/switch";
import type { BlockFieldsProps } from "./block-fields";

/** What each line of the cart shows. */
export function CartItemsFields({ attrs, disabled, onChange }: BlockFieldsProps) {
  const set = (name: string) => (value: boolean) => onChange({ [name]: value });
  return (
    <>
      <Switch
        value={attrs.showPicture !== false}
        onChange={set("showPicture")}
        disabled={disabled}
        label="Pictures"
      />
      <Switch
        value={attrs.showPrice !== false}
        onChange={set("showPrice")}
        disabled={disabled}
        label="Prices"
      />
      <Switch
        value={attrs.showTotal !== false}
        onChange={set("showTotal")}
        disabled={disabled}
        label="Total"
      />
      <p className="text-muted text-xs">
        Shows every item of the cart that started the flow, as the event sent it: name, quantity, price, and
        imageUrl and url where the shop sends them.
      </p>
    </>
  );
}
