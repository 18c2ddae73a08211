"use client";

import { useWatch } from "react-hook-form";
import { toast } from "sonner";
import { EventRule } from "@/components/flows/settings/event-rule";
import type { SettingsTabProps } from "@/components/flows/settings/settings-form";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form";
import { RadioGroup } from "@/components/ui/radio-group";
import { Switch } from "@/components/ui/switch";
import { useEditor, useEditorStore, useReferences, useSaver } from "@/lib/client/editor/context";
import { useSetGoal } from "@/lib/client/queries/flows";
import type { FlowDetail } from "@/lib/contracts/flows";
import { equal } from "@/lib/domain/flow/diff";

/** What the flow is for (S4-10, S4-11): an event that ends a passage as converted, from wherever the customer stands. */
export function GoalTab({ form, readOnly, flow }: SettingsTabProps & { flow: FlowDetail }) {
  const { control, setValue } = form;
  const goal = useWatch({ control, name: "goal" });
  const { events } = useReferences();
  const order = events.find(({ role }) => role === "order") ?? events[0];
  const turn = (on: boolean) =>
    setValue(
      "goal",
      on ? { eventName: order?.name ?? "", filter: { match: "all", conditions: [] }, mode: "any" } : null,
      { shouldValidate: true },
    );
  return (
    <div className="flex flex-col gap-5">
      <Switch
        label="This flow has a goal"
        hint="The moment its event comes, the customer's passage ends as converted and nothing more is sent."
        value={goal !== null && goal !== undefined}
        onChange={turn}
        disabled={readOnly}
      />
      {goal ? (
        <>
          <EventRule
            form={form}
            eventPath="goal.eventName"
            filterPath="goal.filter"
            label="Reached when"
            readOnly={readOnly}
          />
          <FormField form={form} name="goal.mode" label="Which of these events count">
            {(field) => (
              <RadioGroup
                {...field}
                disabled={readOnly}
                options={[
                  { value: "any", label: "Every one", hint: "Whoever does it has reached the goal." },
                  {
                    value: "attributed",
                    label: "Only those this flow earned",
                    hint: "By its code, a click or, if set, a delivered message. Any other ends the passage as not attributed.",
                  },
                ]}
              />
            )}
          </FormField>
        </>
      ) : null}
      {flow.live ? <ApplyNow flow={flow} readOnly={readOnly} /> : null}
    </div>
  );
}

/** The goal of a live flow can be changed without a launch: it is in force for everybody inside, and nobody starts again. */
function ApplyNow({ flow, readOnly }: { flow: FlowDetail; readOnly: boolean }) {
  const store = useEditorStore();
  const saver = useSaver();
  const draft = useEditor((state) => state.document.settings.goal);
  const setGoal = useSetGoal(flow.id);
  const same = equal(flow.live?.document.settings.goal ?? null, draft);
  const apply = async () => {
    if (!(await saver.flush())) {
      toast.error("The draft could not be saved, so the goal was not changed. Try again in a moment.");
      return;
    }
    const { saved, document } = store.getState();
    setGoal.mutate(
      { revision: saved.revision, goal: document.settings.goal },
      {
        onSuccess: ({ revision }) => {
          store.getState().confirmSaved({ revision, document });
          toast.success("The goal is in force.");
        },
        onError: (error) => toast.error(error.message),
      },
    );
  };
  return (
    <div className="flex items-center gap-4 rounded-md bg-sunken px-3 py-2.5">
      <p className="min-w-0 flex-1 text-muted">
        {same
          ? "This goal is in force for everybody inside."
          : "This flow is live. Apply the goal now and it counts from the next event on, for everybody inside; nobody starts again. Otherwise it comes with the next launch."}
      </p>
      {same ? null : (
        <Button
          onClick={() => void apply()}
          loading={setGoal.isPending}
          disabledReason={readOnly ? "Your role cannot change flows." : null}
        >
          Apply now
        </Button>
      )}
    </div>
  );
}
