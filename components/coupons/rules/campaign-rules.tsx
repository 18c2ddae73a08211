"use client";

import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { useFormats } from "@/components/ui/format-context";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/client/api-error";
import { type CampaignRule, useCampaignRules, useSetCampaignRule } from "@/lib/client/queries/campaign-rules";
import { useFlowReferences } from "@/lib/client/queries/flows";
import { useDeniedReason } from "@/lib/client/queries/me";
import { plural } from "@/lib/utils/plural";
import { RuleGroupBox } from "./rule-group-box";
import { emptyGroup, type RuleGroup, ruleOfTree, treeOfRule } from "./rule-tree";
import { incomplete, lineWords } from "./rule-words";

/** Who may use the codes of a campaign, and on what: its rule, to read and to build. */
export function CampaignRules({ id }: { id: string }) {
  const rules = useCampaignRules(id);
  if (rules.isPending) return <Skeleton className="h-40" />;
  if (rules.isError)
    return (
      <ErrorState
        title="The rules could not be loaded"
        error={rules.error}
        onRetry={() => void rules.refetch()}
      />
    );
  const [first, ...others] = rules.data.data;
  // One that is there for the items of the discount alone asks for nothing.
  const own = first?.logic === "" ? undefined : first;
  return (
    <div className="flex flex-col gap-4">
      <OwnRule key={own?.id ?? "none"} campaignId={id} rule={own} />
      {others.map((rule) => (
        <Card key={rule.id} title={rule.name} description="Bound by the API. It counts as well.">
          <RuleText rule={rule} />
        </Card>
      ))}
    </div>
  );
}

function OwnRule({ campaignId, rule }: { campaignId: string; rule: CampaignRule | undefined }) {
  const denied = useDeniedReason()("coupons:write", "change rules");
  const [editing, setEditing] = useState(false);
  const tree = rule ? treeOfRule(rule) : emptyGroup();
  if (editing && tree)
    return <Editor campaignId={campaignId} rule={rule} initial={tree} onDone={() => setEditing(false)} />;
  return (
    <Card
      title="Who may use its codes, and on what"
      description="Checked when a code is tried on an order and when it is redeemed."
      actions={
        <Button
          disabledReason={
            denied ?? (tree ? null : "This rule says more than the builder can show. Change it by the API.")
          }
          onClick={() => setEditing(true)}
        >
          {rule ? "Change rules" : "Add rules"}
        </Button>
      }
    >
      {rule ? (
        <RuleText rule={rule} />
      ) : (
        <p className="text-muted text-sm">Everybody, on every order, within the limits of the campaign.</p>
      )}
    </Card>
  );
}

function Editor({
  campaignId,
  rule,
  initial,
  onDone,
}: {
  campaignId: string;
  rule: CampaignRule | undefined;
  initial: RuleGroup;
  onDone: () => void;
}) {
  const save = useSetCampaignRule(campaignId);
  const [tree, setTree] = useState(initial);
  const [message, setMessage] = useState(rule?.message ?? "");
  const lacking = incomplete(tree);
  const error = save.error;
  return (
    <Card
      title="Who may use its codes, and on what"
      description={
        rule && rule.shared > 0
          ? `${plural(rule.shared, "other campaign or code is", "other campaigns and codes are")} bound to this rule: it changes for them too.`
          : "In force as soon as it is saved, also for codes that customers have."
      }
      footer={
        <>
          <Button onClick={onDone}>Cancel</Button>
          <Button
            variant="primary"
            loading={save.isPending}
            disabledReason={lacking}
            onClick={() => {
              const body = tree.parts.length === 0 ? { rules: null } : { rules: bodyOf(tree), message };
              save.mutate(body, {
                onSuccess: () => {
                  toast.success("Rules saved");
                  onDone();
                },
              });
            }}
          >
            Save rules
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <RuleGroupBox group={tree} onChange={setTree} />
        {tree.parts.length > 0 ? (
          <Field label="What the customer is told when it does not hold" optional>
            <Input
              dir="auto"
              maxLength={500}
              value={message}
              placeholder="This code is for customers who left a cart."
              onChange={(event) => setMessage(event.target.value)}
            />
          </Field>
        ) : null}
        {error ? (
          <p role="alert" className="text-bad text-sm">
            {error instanceof ApiError && error.errors[0] ? error.errors[0].message : error.message}
          </p>
        ) : null}
      </div>
    </Card>
  );
}

/** The rule as the API takes it: conditions by name beside the logic. */
function bodyOf(tree: RuleGroup) {
  const { conditions, logic } = ruleOfTree(tree);
  const named = Object.entries(conditions).map(([name, { error, ...condition }]) => [
    name,
    { ...condition, error: error ? { message: error } : null },
  ]);
  return { ...Object.fromEntries(named), logic };
}

function RuleText({ rule }: { rule: CampaignRule }) {
  const tree = treeOfRule(rule);
  return (
    <div className="flex flex-col gap-2 text-sm">
      {tree ? (
        <GroupText group={tree} />
      ) : (
        <CodeBlock
          samples={[
            { label: "Rule", code: JSON.stringify({ ...rule.conditions, logic: rule.logic }, null, 2) },
          ]}
        />
      )}
      {rule.message ? (
        <p className="text-muted" dir="auto">
          Otherwise the customer is told: {rule.message}
        </p>
      ) : null}
    </div>
  );
}

function GroupText({ group }: { group: RuleGroup }) {
  const { currency } = useFormats();
  const segments = useFlowReferences().data?.segments ?? [];
  const names = {
    currency,
    segment: (id: string) => segments.find((segment) => segment.id === id)?.name ?? id,
  };
  return (
    <ul className="flex flex-col gap-1">
      {group.parts.map((part, index) => (
        <li key={part.key} className="flex gap-2">
          <span className="w-8 shrink-0 text-faint">
            {index > 0 ? (group.match === "all" ? "and" : "or") : ""}
          </span>
          {"parts" in part ? (
            <div className="border-line-strong border-l pl-2">
              <GroupText group={part} />
            </div>
          ) : (
            <span dir="auto">{lineWords(part, names)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
