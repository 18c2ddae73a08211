"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";

/** A button that opens a form, and in its place, once the thing is made, what has to be taken along from it: a link, a secret. */
export function MakeDialog<Made>({
  verb,
  denied,
  description,
  made: words,
  form,
  children,
}: {
  /** On the button and over the form */
  verb: string;
  denied: string | null;
  description?: string;
  /** What stands around the thing that was made. */
  made: { title: (made: Made) => string; description?: string; done: string };
  form: (onMade: (made: Made) => void) => ReactNode;
  children: (made: Made) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const show = (next: boolean) => {
    setOpen(next);
    if (next) setMade(null);
  };
  return (
    <>
      <Button variant="primary" disabledReason={denied} onClick={() => show(true)}>
        {verb}
      </Button>
      <Dialog
        open={open}
        onOpenChange={show}
        title={made ? words.title(made) : verb}
        description={made ? words.description : description}
        footer={
          made ? (
            <DialogClose asChild>
              <Button variant="primary">{words.done}</Button>
            </DialogClose>
          ) : undefined
        }
      >
        {made ? children(made) : form(setMade)}
      </Dialog>
    </>
  );
}

/** The end of such a form. */
export function MakeButtons({ verb, loading }: { verb: string; loading: boolean }) {
  return (
    <div className="flex justify-end gap-2">
      <DialogClose asChild>
        <Button>Cancel</Button>
      </DialogClose>
      <Button type="submit" variant="primary" loading={loading}>
        {verb}
      </Button>
    </div>
  );
}
