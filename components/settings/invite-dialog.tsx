"use client";

import { z } from "zod";
import { InvitationLinkView } from "@/components/settings/invitation-link-view";
import { MakeButtons, MakeDialog } from "@/components/settings/make-dialog";
import { plainRoles } from "@/components/settings/plain-roles";
import { ROLE_WORDS } from "@/components/settings/role-words";
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
  return (
    <MakeDialog<InvitationLink>
      verb="Invite a person"
      denied={denied}
      description="You get a link to hand over. Nothing is sent from here."
      made={{ title: ({ email }) => `Give this link to ${email}`, done: "Done" }}
      form={(onMade) => <InviteForm onMade={onMade} />}
    >
      {(made) => <InvitationLinkView invitation={made} />}
    </MakeDialog>
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
      <MakeButtons verb="Create invitation" loading={form.formState.isSubmitting} />
    </Form>
  );
}
