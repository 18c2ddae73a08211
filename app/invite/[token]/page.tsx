import type { Metadata } from "next";
import Link from "next/link";
import { AcceptForm } from "@/components/account/accept-form";
import { ROLE_WORDS } from "@/components/settings/role-words";
import { AuthLayout } from "@/components/shell/auth-layout";
import { Button } from "@/components/ui/button";
import { DomainError } from "@/lib/domain/errors";
import { configuredProviders } from "@/lib/server/auth/outside-providers";
import { presentRequest } from "@/lib/server/auth/present-person";
import { readInvitation } from "@/lib/server/use-cases/team/read-invitation";

// The address holds the invitation's secret: no other site is told it.
export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer", robots: { index: false } };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const request = await presentRequest();
  const invitation = await readInvitation({ body: { token: token.slice(0, 200) }, request }).catch(
    (error: unknown) => {
      if (error instanceof DomainError) return error.message;
      throw error;
    },
  );
  if (typeof invitation === "string") {
    return (
      <AuthLayout title="This invitation cannot be used" description={invitation}>
        <Button asChild className="w-full" size="lg">
          <Link href="/login">Go to sign-in</Link>
        </Button>
      </AuthLayout>
    );
  }
  const { email, role, workspaceName, needs } = invitation;
  return (
    <AuthLayout
      title={`Join ${workspaceName}`}
      description={
        <>
          You are invited as <strong className="font-medium text-ink">{role}</strong> with the address{" "}
          <span className="break-all">{email}</span>. {ROLE_WORDS[role]}
        </>
      }
    >
      <AcceptForm token={token} email={email} needs={needs} providers={configuredProviders()} />
    </AuthLayout>
  );
}
