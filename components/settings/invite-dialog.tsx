"use client";

import { useState } from "react";
import { z } from "zod";
import { InvitationLinkView } from "@/components/settings/invitation-link-view";
import { plainRoles } from "@/components/settings/plain-roles";
import { ROLE_WORDS } from "@/components/settings/role-words";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { showFormErrors } from "@/lib/client/form-errors";
import { useDeniedReason, useMe } from "@/lib/client/queries/me";
import { type InvitationLink, useInvite } from "@/lib/client/queries/team";
import { emailAddress } from "@/lib/domain/access/account";
import { ROLES } from "@/lib/domain/access/permissions";

const fields = z.object({ email: emailAddress, role: z.enum(ROLES) });

/** Invites a person, and shows the link to give them. */
export function InviteButton() {
  const denied = useDeniedReason()("team:write", "invite people");
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<InvitationLink | null>(null);
  const show = (next: boolean) => {
    setOpen(next);
    if (next) setMade(null);
  };
  return (
    <>
      <Button variant="primary" disabledReason={denied} onClick={() => show(true)}>
        Invite a person
      </Button>
      <Dialog
        open={open}
        onOpenChange={show}
        title={made ? `Give this link to ${made.email}` : "Invite a person"}
        description={made ? undefined : "You get a link to hand over. Nothing is sent from here."}
        footer={
          made ? (
            <DialogClose asChild>
              <Button variant="primary">Done</Button>
            </DialogClose>
          ) : undefined
        }
      >
        {made ? <InvitationLinkView invitation={made} /> : <InviteForm onMade={setMade} />}
      </Dialog>
    </>
  );
}

function InviteForm({ onMade }: { onMade: (invitation: InvitationLink) => void }) {
  const me = useMe();
  const invite = useInvite();
  const form = useZodForm(fields, { defaultValues: { email: "", role: "marketer" } });
  const roles = me.role === "owner" ? ROLES : plainRoles;
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        try {
          onMade(await invite.mutateAsync(values));
        } catch (error) {
          showFormErrors(form, error);
        }
      }}
    >
      <FormField form={form} name="email" label="E-mail address" hint="They sign in with it.">
        {(field) => <Input {...field} type="email" autoComplete="off" spellCheck={false} />}
      </FormField>
      <FormField form={form} name="role" label="Role">
        {(field) => (
          <RadioGroup
            {...field}
            options={roles.map((role) => ({ value: role, label: role, hint: ROLE_WORDS[role] }))}
          />
        )}
      </FormField>
      <FormError />
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
          Create invitation
        </Button>
      </div>
    </Form>
  );
}
