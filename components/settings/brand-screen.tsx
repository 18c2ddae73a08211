"use client";

import { BrandPreview } from "@/components/settings/brand-preview";
import { ColorInput } from "@/components/settings/color-input";
import { SettingsScreen } from "@/components/settings/settings-screen";
import { WorkspacePart } from "@/components/settings/workspace-part";
import { FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { Workspace } from "@/lib/client/queries/settings";
import { workspaceSettings } from "@/lib/domain/workspace/settings";
import { contrast, textOn } from "@/lib/utils/contrast";

const fields = workspaceSettings.shape.brand.unwrap();
const FIELDS = [
  "senderName",
  "logoUrl",
  "color",
  "address",
  "shopUrl",
  "couponUrl",
  "couponParameter",
] as const;
const PATHS = Object.fromEntries(FIELDS.map((name) => [`settings.brand.${name}`, name]));

/** How messages show whom they are from. */
export function BrandScreen() {
  return (
    <SettingsScreen title="Brand" description="How messages show whom they are from.">
      {(workspace) => <BrandPart workspace={workspace} />}
    </SettingsScreen>
  );
}

function BrandPart({ workspace }: { workspace: Workspace }) {
  const form = useZodForm(fields, { defaultValues: workspace.settings.brand });
  const brand = form.watch();
  const color = fields.shape.color.safeParse(brand.color).data ?? workspace.settings.brand.color;
  const readable = contrast(color, textOn(color));
  return (
    <WorkspacePart
      form={form}
      title="In mails"
      description="New e-mail templates begin with it; the address stands below every marketing mail."
      toChange={(brand) => ({ settings: { brand } })}
      paths={PATHS}
    >
      <FormField
        form={form}
        name="senderName"
        label="Sender's name"
        hint="Stands before the address in the inbox."
      >
        {(field) => <Input {...field} dir="auto" placeholder={workspace.name} autoComplete="off" />}
      </FormField>
      <FormField
        form={form}
        name="logoUrl"
        label="Logo"
        hint="The web address of a picture. It is loaded from there when a mail is opened."
        optional
      >
        {(field) => (
          <Input {...field} type="url" placeholder="https://shop.example/logo.png" autoComplete="off" />
        )}
      </FormField>
      <FormField
        form={form}
        name="color"
        label="Colour"
        hint={
          readable < 4.5
            ? "Text on buttons of this colour is hard to read. A darker or lighter one reads better."
            : "For buttons and links in mails."
        }
      >
        {(field) => <ColorInput {...field} />}
      </FormField>
      <FormField
        form={form}
        name="address"
        label="Postal address"
        hint="Most countries ask for it in marketing mail."
      >
        {(field) => <Textarea {...field} rows={3} dir="auto" autoComplete="off" />}
      </FormField>
      <FormField form={form} name="shopUrl" label="Shop" hint="Where the logo leads." optional>
        {(field) => <Input {...field} type="url" placeholder="https://shop.example" autoComplete="off" />}
      </FormField>
      <FormField
        form={form}
        name="couponUrl"
        label="Page that applies a coupon"
        hint="Links in messages lead there with the customer's code; left empty, to the shop."
        optional
      >
        {(field) => (
          <Input {...field} type="url" placeholder="https://shop.example/shop/" autoComplete="off" />
        )}
      </FormField>
      <FormField
        form={form}
        name="couponParameter"
        label="Name of its parameter"
        hint="What your shop calls the code in an address."
      >
        {(field) => <Input {...field} autoComplete="off" />}
      </FormField>
      <BrandPreview
        name={brand.senderName || workspace.name}
        logoUrl={fields.shape.logoUrl.safeParse(brand.logoUrl).data ?? ""}
        color={color}
        address={brand.address ?? ""}
      />
    </WorkspacePart>
  );
}
