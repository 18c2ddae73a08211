"use client";

import { toast } from "sonner";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { MoneyInput } from "@/components/ui/money-input";
import { showFormErrors } from "@/lib/client/form-errors";
import { type ProductDetail, useSaveProduct, useUpdateProduct } from "@/lib/client/queries/products";

const schema = z.object({
  name: z.string().trim().min(1, "Give the product a name.").max(500),
  sourceId: z.string().trim().max(255),
  price: z.number().nullable(),
  imageUrl: z.string().trim().max(1000),
});

/** Adds a product, or changes the given one. */
export function ProductDialog({
  open,
  onOpenChange,
  product,
  onSaved,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  product?: ProductDetail;
  onSaved?: (product: ProductDetail) => void;
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={product ? "Change product" : "Add product"}>
      {open ? <Fields product={product} onClose={() => onOpenChange(false)} onSaved={onSaved} /> : null}
    </Dialog>
  );
}

function Fields({
  product,
  onClose,
  onSaved,
}: {
  product: ProductDetail | undefined;
  onClose: () => void;
  onSaved: ((product: ProductDetail) => void) | undefined;
}) {
  const save = useSaveProduct();
  const update = useUpdateProduct(product?.id ?? "");
  const form = useZodForm(schema, {
    defaultValues: {
      name: product?.name ?? "",
      sourceId: product?.sourceId ?? "",
      price: product?.price ?? null,
      imageUrl: product?.imageUrl ?? "",
    },
  });
  return (
    <Form
      form={form}
      onSubmit={async ({ name, price, sourceId, imageUrl }) => {
        const body = { name, price, sourceId: sourceId || null, imageUrl: imageUrl || null };
        try {
          const saved = await (product ? update.mutateAsync(body) : save.mutateAsync(body));
          toast.success(product ? "Product saved" : "Product added", { description: name });
          onClose();
          onSaved?.(saved);
        } catch (error) {
          showFormErrors(form, error);
        }
      }}
    >
      <FormField form={form} name="name" label="Name" required>
        {(field) => <Input {...field} dir="auto" autoFocus />}
      </FormField>
      <FormField form={form} name="sourceId" label="Your shop’s id" hint="As orders name it." optional>
        {(field) => <Input {...field} />}
      </FormField>
      <FormField form={form} name="price" label="Price" optional>
        {(field) => <MoneyInput {...field} min={0} />}
      </FormField>
      <FormField form={form} name="imageUrl" label="Address of a picture" optional>
        {(field) => <Input {...field} type="url" placeholder="https://" />}
      </FormField>
      <FormError />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
          {product ? "Save product" : "Add product"}
        </Button>
      </div>
    </Form>
  );
}
