"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { NoPermission } from "@/components/ui/no-permission";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { useCreateDistribution } from "@/lib/client/queries/distributions";
import { useCan } from "@/lib/client/queries/me";
import { distributionSetup } from "@/lib/domain/distribution/setup";
import { StageNav } from "./stage-nav";
import { NameStage } from "./stages/name-stage";
import { TypeStage } from "./stages/type-stage";

/** The first two stages: from the name on, the distribution is kept as a draft. `?campaign=` chooses its campaign. */
export function NewDistribution() {
  const can = useCan();
  const router = useRouter();
  const campaignId = useSearchParams().get("campaign");
  const create = useCreateDistribution();
  const [stage, setStage] = useState<"type" | "name">("type");
  const [setup, setSetup] = useState(() => {
    const chosen = distributionSetup.safeParse({ campaignId });
    return chosen.success ? chosen.data : distributionSetup.parse({});
  });
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string | null>(null);

  const next = async () => {
    if (stage === "type") return setStage("name");
    if (name.trim() === "")
      return setProblem("Give the distribution a name. It tells several of them apart.");
    try {
      const made = await create.mutateAsync({ name, setup });
      router.replace(`/distributions/${made.id}?stage=channel`);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <Page>
      <PageHeader
        title="New distribution"
        back={{ href: "/distributions", label: "Distributions" }}
        description="Nothing is sent before you set it live."
      />
      {can("flows:write") ? (
        <>
          <StageNav
            current={stage}
            done={(id) => id === "type"}
            onGo={(id) => (id === "type" ? () => setStage("type") : null)}
          />
          <form
            className="max-w-2xl"
            onSubmit={(event) => {
              event.preventDefault();
              void next();
            }}
          >
            <Card
              footer={
                <>
                  {stage === "name" ? <Button onClick={() => setStage("type")}>Back</Button> : null}
                  <Button type="submit" variant="primary" loading={create.isPending}>
                    Continue
                  </Button>
                </>
              }
            >
              {stage === "type" ? (
                <TypeStage setup={setup} onChange={setSetup} />
              ) : (
                <NameStage
                  name={name}
                  error={problem}
                  onChange={(text) => {
                    setName(text);
                    setProblem(null);
                  }}
                />
              )}
            </Card>
          </form>
        </>
      ) : (
        <NoPermission what="create distributions" />
      )}
    </Page>
  );
}
