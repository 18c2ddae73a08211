import { createFormControl } from "react-hook-form";
import { expect, test } from "vitest";
import { ApiError } from "@/lib/client/api-error";
import { showFormErrors } from "@/lib/client/form-errors";

/** A form without its screen, and the errors it was given. */
function makeForm() {
  const form = createFormControl({ defaultValues: { name: "", items: [{ sku: "" }], label: "" } });
  const shown: Record<string, string | undefined> = {};
  const target = {
    getValues: form.getValues,
    setError: (path: string, error: { message?: string }) => {
      shown[path] = error.message;
    },
  };
  return { form: target as unknown as Parameters<typeof showFormErrors>[0], shown };
}

const refused = (errors: { path: string; message: string; fix?: string }[]) =>
  new ApiError(400, { detail: "The input is not right.", errors });

test("each error goes to the field of its path, however the path is written", () => {
  const { form, shown } = makeForm();
  showFormErrors(form, refused([{ path: "body.name", message: "Taken.", fix: "Choose another." }]));
  showFormErrors(form, refused([{ path: "/items/0/sku", message: "Unknown." }]));
  showFormErrors(form, refused([{ path: "items[0].sku", message: "Still unknown." }]));
  expect(shown).toEqual({ name: "Taken. Choose another.", "items.0.sku": "Still unknown." });
});

test("a path that the form names otherwise is renamed, and what has no field speaks for the whole form", () => {
  const { form, shown } = makeForm();
  const error = refused([
    { path: "title", message: "Too long." },
    { path: "pool", message: "Only 12 codes are left." },
  ]);
  showFormErrors(form, error, { title: "label" });
  expect(shown).toEqual({ label: "Too long.", "root.server": "Only 12 codes are left." });
});

test("an error without fields, or of another kind, is never swallowed", () => {
  const { form, shown } = makeForm();
  showFormErrors(form, refused([]));
  expect(shown["root.server"]).toBe("The input is not right.");
  showFormErrors(form, "broken");
  expect(shown["root.server"]).toBe("This could not be saved. Try again.");
});
