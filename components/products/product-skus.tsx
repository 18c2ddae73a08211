"use client";

import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { None } from "@/components/coupons/none";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Money } from "@/components/ui/money";
import { MoneyInput } from "@/components/ui/money-input";
import { Table, Td, Th } from "@/components/ui/table";
import { showFormErrors } from "@/lib/client/form-errors";
import { type ProductDetail, type Sku, useDeleteSku, useSaveSku } from "@/lib/client/queries/products";

/** The kinds of a product. */
export function ProductSkus({ product, denied }: { product: ProductDetail; denied: string | null }) {
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Sku | null>(null);
  const remove = useDeleteSku();
  return (
    <Card
      title="SKUs"
      flush={product.skus.length > 0}
      actions={
        <Button size="sm" disabledReason={denied} onClick={() => setAdding(true)}>
          <Plus aria-hidden />
          Add SKU
        </Button>
      }
    >
      {product.skus.length === 0 ? (
        <p className="text-muted text-sm">No SKUs: the product is sold in one kind.</p>
      ) : (
        <Table aria-label="SKUs">
          <thead>
            <tr>
              <Th>Name</Th>
              <Th>Your shop’s id</Th>
              <Th numeric>Price</Th>
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {product.skus.map((sku) => (
              <tr key={sku.id}>
                <Td dir="auto">
                  {sku.name}
                  <Attributes of={sku.attributes} />
                </Td>
                <Td className="font-mono">{sku.sourceId ?? <None />}</Td>
                <Td numeric>{sku.price === null ? <None /> : <Money minor={sku.price} />}</Td>
                <Td className="w-12">
                  <IconButton
                    label={denied ?? `Delete ${sku.name}`}
                    size="sm"
                    disabled={denied !== null}
                    onClick={() => setRemoving(sku)}
                  >
                    <Trash2 />
                  </IconButton>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Dialog open={adding} onOpenChange={setAdding} title="Add SKU">
        {adding ? <Fields product={product} onClose={() => setAdding(false)} /> : null}
      </Dialog>
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={() => setRemoving(null)}
        title={`Delete ${removing?.name ?? ""}`}
        consequences="This cannot be undone. Orders that name it stay as they are."
        verb="Delete SKU"
        danger
        onConfirm={async () => {
          if (!removing) return;
          await remove.mutateAsync(removing.id);
          toast.success("SKU deleted", { description: removing.name });
        }}
      />
    </Card>
  );
}

const schema = z.object({
  name: z.string().trim().min(1, "Give it a name.").max(500),
  sourceId: z.string().trim().max(255),
  price: z.number().nullable(),
});

function Fields({ product, onClose }: { product: ProductDetail; onClose: () => void }) {
  const save = useSaveSku(product.id);
  const form = useZodForm(schema, { defaultValues: { name: "", sourceId: "", price: product.price } });
  return (
    <Form
      form={form}
      onSubmit={async ({ name, sourceId, price }) => {
        try {
          await save.mutateAsync({ name, price, sourceId: sourceId || null });
          toast.success("SKU added", { description: name });
          onClose();
        } catch (error) {
          showFormErrors(form, error);
        }
      }}
    >
      <FormField form={form} name="name" label="Name" required>
        {(field) => <Input {...field} dir="auto" autoFocus placeholder="Blue, size M" />}
      </FormField>
      <FormField
        form={form}
        name="sourceId"
        label="Your shop’s id"
        hint="The same one again changes the SKU that has it."
        optional
      >
        {(field) => <Input {...field} />}
      </FormField>
      <FormField form={form} name="price" label="Price" optional>
        {(field) => <MoneyInput {...field} min={0} />}
      </FormField>
      <FormError />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
          Add SKU
        </Button>
      </div>
    </Form>
  );
}

/** What a SKU differs in: "size M, colour black". */
function Attributes({ of }: { of: ProductDetail["skus"][number]["attributes"] }) {
  const words = Object.entries(of).flatMap(([name, value]) =>
    typeof value === "string" || typeof value === "number" ? [`${name} ${value}`] : [],
  );
  return words.length > 0 ? <span className="block text-muted text-xs">{words.join(", ")}</span> : null;
}
