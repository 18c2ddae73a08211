import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SetupForm } from "@/components/account/setup-form";
import { AuthLayout } from "@/components/shell/auth-layout";
import { isSetUp } from "@/lib/server/use-cases/accounts/is-set-up";

export const metadata: Metadata = { title: "Set up" };
// Whether there is an account is asked anew each time.
export const dynamic = "force-dynamic";

export default async function SetupPage() {
  if (await isSetUp()) redirect("/login");
  return (
    <AuthLayout
      title="Set up Cartograph"
      description="The first account owns the workspace. Everybody else comes in by its invitations."
    >
      <SetupForm />
    </AuthLayout>
  );
}
