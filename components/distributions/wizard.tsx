"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  type Distribution,
  useLaunchDistribution,
  useUpdateDistribution,
} from "@/lib/client/queries/distributions";
import { useDeniedReason } from "@/lib/client/queries/me";
import { conditionGroup } from "@/lib/domain/condition/condition";
import { missingFrom, reachesMembers } from "@/lib/domain/distribution/setup";
import { cn } from "@/lib/utils/cn";
import { plural } from "@/lib/utils/plural";
import { missingAt, STAGES, type StageId } from "./stage-list";
import { StageNav } from "./stage-nav";
import { AudienceStage } from "./stages/audience-stage";
import { CampaignStage } from "./stages/campaign-stage";
import { ChannelStage } from "./stages/channel-stage";
import { MessageStage } from "./stages/message-stage";
import { NameStage } from "./stages/name-stage";
import { ReviewStage } from "./stages/review-stage";
import { TypeStage } from "./stages/type-stage";

/** The stages of a draft. Each is saved when it is left; the address says which one is shown, so it can be left and come back to. */
export function Wizard({ distribution }: { distribution: Distribution }) {
  const router = useRouter();
  const asked = useSearchParams().get("stage");
  const stage: StageId = STAGES.find(({ id }) => id === asked)?.id ?? firstOpen(distribution);
  const denied = useDeniedReason();
  const update = useUpdateDistribution(distribution.id);
  const launch = useLaunchDistribution(distribution.id);
  const [name, setName] = useState(distribution.name);
  const [setup, setSetup] = useState(distribution.setup);
  const [errors, setErrors] = useState<Record<string, string | undefined>>({});
  const [leaving, setLeaving] = useState(false);
  const [asking, setAsking] = useState(false);
  const leave = useRef<((whole: boolean) => Promise<boolean>) | null>(null);
  const missing = missingFrom(setup);

  const save = async (whole: boolean): Promise<boolean> => {
    try {
      if (leave.current && !(await leave.current(whole))) return false;
      await update.mutateAsync({ name, setup });
      return true;
    } catch (error) {
      setErrors({ save: (error as Error).message });
      return false;
    }
  };
  /** Leaves the stage with what is there; going on asks for all of it, jumping does not. */
  const go = async (next: StageId, whole = false) => {
    const found = problemsAt(stage, name, setup, whole);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    setLeaving(true);
    // Whoever goes to the review may set live what it shows, so a message is published on the way there too.
    if (await save(whole || next === "review")) router.push(`?stage=${next}`, { scroll: false });
    setLeaving(false);
  };
  const at = STAGES.findIndex(({ id }) => id === stage);
  const before = STAGES[at - 1];
  const after = STAGES[at + 1];
  const props = {
    setup,
    errors,
    onChange: (next: typeof setup) => {
      setSetup(next);
      setErrors({});
      // A message written here is not to be lost with the tab.
      if (next.templateId !== setup.templateId) update.mutate({ name, setup: next });
    },
  };

  return (
    <>
      <StageNav
        current={stage}
        done={(id) => id !== "review" && missingAt(id, setup).length === 0}
        onGo={(id) => (leaving ? null : () => void go(id))}
      />
      <form
        className={cn(stage !== "message" && "max-w-2xl")}
        onSubmit={(event) => {
          event.preventDefault();
          if (after) void go(after.id, true);
        }}
      >
        <Card
          footer={
            <>
              {before ? (
                <Button disabled={leaving} onClick={() => void go(before.id)}>
                  Back
                </Button>
              ) : null}
              {after ? (
                <Button type="submit" variant="primary" loading={leaving}>
                  Continue
                </Button>
              ) : (
                <Button
                  variant="primary"
                  disabledReason={
                    denied("flows:launch", "set distributions live") ??
                    (missing[0] ? `${missing[0].message} ${missing[0].fix ?? ""}` : null)
                  }
                  onClick={() => setAsking(true)}
                >
                  Set live
                </Button>
              )}
            </>
          }
        >
          {stage === "type" ? <TypeStage {...props} /> : null}
          {stage === "name" ? <NameStage name={name} error={errors.name ?? null} onChange={setName} /> : null}
          {stage === "channel" ? <ChannelStage {...props} /> : null}
          {stage === "audience" ? <AudienceStage {...props} /> : null}
          {stage === "campaign" ? <CampaignStage {...props} /> : null}
          {stage === "message" ? <MessageStage {...props} name={name} leave={leave} /> : null}
          {stage === "review" ? (
            <ReviewStage distribution={distribution} refused={launch.error} onGo={(id) => void go(id)} />
          ) : null}
          {errors.save ? (
            <p role="alert" className="mt-3 text-bad text-sm">
              {errors.save}
            </p>
          ) : null}
        </Card>
      </form>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Set “${distribution.name}” live`}
        consequences={consequencesOf(distribution)}
        verb="Set live"
        onConfirm={async () => {
          await launch.mutateAsync(undefined);
          toast.success("The distribution is live", { description: distribution.name });
          router.replace(`/distributions/${distribution.id}`);
        }}
      />
    </>
  );
}

function consequencesOf({ setup, segment }: Distribution): string {
  const now = `${plural(segment?.members ?? 0, "customer who belongs", "customers who belong")} to “${segment?.name ?? ""}” now`;
  if (setup.type === "manual")
    return `${now}: each is given a code and a message, once, where rules and permission allow. This cannot be taken back.`;
  const later =
    "From now on every new customer of the audience is given a code and a message. You can pause it at any time.";
  return reachesMembers(setup)
    ? `${now} are reached at once. ${later}`
    : `${later} What happened before counts for nobody.`;
}

function problemsAt(
  stage: StageId,
  name: string,
  setup: Distribution["setup"],
  whole: boolean,
): Record<string, string | undefined> {
  const found: Record<string, string | undefined> = {};
  if (stage === "name" && name.trim() === "")
    found.name = "Give the distribution a name. It tells several of them apart.";
  if (whole)
    for (const { path, message, fix } of missingAt(stage, setup)) found[path] = `${message} ${fix ?? ""}`;
  if (setup.audience.kind === "event" && !conditionGroup.safeParse(setup.audience.filter).success)
    found.filter = "Fill in every condition, or remove it.";
  return found;
}

function firstOpen({ setup }: Distribution): StageId {
  return STAGES.find(({ id }) => missingAt(id, setup).length > 0)?.id ?? "review";
}
