"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { useFlowReferences } from "@/lib/client/queries/flows";
import { useDeniedReason } from "@/lib/client/queries/me";
import { NewSegmentDialog } from "../new-segment-dialog";
import type { StageProps } from "./stage-props";

/** Which segment; one that is not there yet is made here, without leaving. */
export function SegmentAudience({ setup, onChange, errors }: StageProps) {
  const references = useFlowReferences();
  const segments = references.data?.segments ?? [];
  const [making, setMaking] = useState(false);
  const denied = useDeniedReason()("customers:write", "create segments");
  const chosen = setup.audience.kind === "segment" ? setup.audience.segmentId : null;
  const choose = (segmentId: string | null) =>
    onChange({ ...setup, audience: { kind: "segment", segmentId } });
  return (
    <>
      <Field label="Segment" error={errors.audience}>
        <div className="flex flex-wrap gap-3">
          <Combobox
            className="min-w-64 flex-1"
            value={chosen}
            onChange={choose}
            options={segments.map(({ id, name }) => ({ value: id, label: name }))}
            selectedLabel={
              chosen && references.data && !segments.some(({ id }) => id === chosen)
                ? "A segment that is not there any more"
                : undefined
            }
            placeholder={references.data && segments.length === 0 ? "No segment yet" : "Choose a segment"}
            searchPlaceholder="Find a segment"
          />
          <Button disabledReason={denied} onClick={() => setMaking(true)}>
            <Plus aria-hidden />
            New segment
          </Button>
        </div>
      </Field>
      {setup.type === "automatic" ? (
        <Checkbox
          value={setup.members}
          onChange={(members) => onChange({ ...setup, members })}
          label="Also reach customers who belong to it already"
          hint="Otherwise only those who enter after you set this live get a message."
        />
      ) : null}
      <NewSegmentDialog
        open={making}
        onOpenChange={setMaking}
        onCreated={async (id) => {
          await references.refetch();
          choose(id);
        }}
      />
    </>
  );
}
