"use client";

import { AlertDialog as Primitive } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/**
 * Asks before something with consequences. `verb` stands on the button ("Delete flow"), `consequences` say what will
 * happen to whom. `typeToConfirm` asks for a name to be typed. It stays open while onConfirm's promise runs, shows its
 * error, and closes when it is done.
 */
export function ConfirmDialog({
  open,
  onOpenChange,
  trigger,
  title,
  consequences,
  verb,
  danger = false,
  typeToConfirm,
  onConfirm,
}: {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactNode;
  title: string;
  consequences: ReactNode;
  verb: string;
  danger?: boolean;
  typeToConfirm?: string;
  onConfirm: () => unknown;
}) {
  const [ownOpen, setOwnOpen] = useState(false);
  const isOpen = open ?? ownOpen;
  const setOpen = (next: boolean) => {
    setOwnOpen(next);
    onOpenChange?.(next);
  };
  return (
    <Primitive.Root open={isOpen} onOpenChange={setOpen}>
      {trigger ? <Primitive.Trigger asChild>{trigger}</Primitive.Trigger> : null}
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <div className="pointer-events-none fixed inset-0 z-50 flex items-start justify-center p-4 pt-[18dvh]">
          <Primitive.Content className="pointer-events-auto w-full max-w-md animate-in rounded-lg border border-line bg-raised p-5 shadow-modal focus:outline-none">
            <Primitive.Title className="break-words font-semibold text-sm">{title}</Primitive.Title>
            <Primitive.Description asChild>
              <div className="mt-1.5 text-muted text-sm">{consequences}</div>
            </Primitive.Description>
            <Body
              verb={verb}
              danger={danger}
              typeToConfirm={typeToConfirm}
              onConfirm={onConfirm}
              onDone={() => setOpen(false)}
            />
          </Primitive.Content>
        </div>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** Its state begins anew each time the dialog opens. */
function Body({
  verb,
  danger,
  typeToConfirm,
  onConfirm,
  onDone,
}: {
  verb: string;
  danger: boolean;
  typeToConfirm: string | undefined;
  onConfirm: () => unknown;
  onDone: () => void;
}) {
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const missing = typeToConfirm !== undefined && typed.trim() !== typeToConfirm.trim();

  const confirm = async () => {
    if (missing || busy) return;
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onDone();
    } catch (caught) {
      setError(caught instanceof Error ? caught.message : "This did not work. Try again.");
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        void confirm();
      }}
    >
      {typeToConfirm === undefined ? null : (
        <Field
          className="mt-4"
          label={
            <>
              Type <span className="break-all font-semibold">{typeToConfirm}</span> to confirm
            </>
          }
        >
          <Input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
        </Field>
      )}
      {error ? (
        <p role="alert" className="mt-4 rounded-md bg-bad-soft px-3 py-2 text-bad">
          {error}
        </p>
      ) : null}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Primitive.Cancel asChild>
          <Button>Cancel</Button>
        </Primitive.Cancel>
        <Button
          type="submit"
          variant={danger ? "danger" : "primary"}
          loading={busy}
          disabledReason={missing ? "Type the name first." : null}
        >
          {verb}
        </Button>
      </div>
    </form>
  );
}
