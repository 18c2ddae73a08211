import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { LoginForm } from "@/components/account/login-form";
import { AuthLayout } from "@/components/shell/auth-layout";
import { safePath } from "@/lib/domain/access/safe-path";
import { configuredProviders } from "@/lib/server/auth/outside-providers";
import { presentPerson } from "@/lib/server/auth/present-person";
import { isSetUp } from "@/lib/server/use-cases/accounts/is-set-up";

export const metadata: Metadata = { title: "Sign in" };
// Whether there is an account is asked anew each time.
export const dynamic = "force-dynamic";

type Query = { next?: string | string[]; error?: string | string[] };

export default async function LoginPage({ searchParams }: { searchParams: Promise<Query> }) {
  if (!(await isSetUp())) redirect("/setup");
  const query = await searchParams;
  const next = first(query.next);
  if (await presentPerson()) redirect(safePath(next));
  return (
    <AuthLayout
      title="Sign in"
      footer="No account yet? Ask an owner or admin of your workspace for an invitation."
    >
      <LoginForm next={next} errorCode={first(query.error)} providers={configuredProviders()} />
    </AuthLayout>
  );
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
