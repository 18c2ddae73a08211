"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useRef } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { ConversionTab } from "@/components/flows/settings/conversion-tab";
import { ExitsTab } from "@/components/flows/settings/exits-tab";
import { FrequencyTab } from "@/components/flows/settings/frequency-tab";
import { GoalTab } from "@/components/flows/settings/goal-tab";
import { SchedulingTab } from "@/components/flows/settings/scheduling-tab";
import type { SettingsValues } from "@/components/flows/settings/settings-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Tabs } from "@/components/ui/tabs";
import { useEditor, useEditorStore, useUi, useUiStore } from "@/lib/client/editor/context";
import { setSettings } from "@/lib/client/editor/edits";
import type { SettingsTab } from "@/lib/client/editor/ui";
import type { FlowDetail } from "@/lib/contracts/flows";
import { equal } from "@/lib/domain/flow/diff";
import { type FlowSettings, flowSettings } from "@/lib/domain/flow/document";

/** FLOW SETTINGS: rules of the flow as a whole. What fits is in the draft at once; what does not says why and waits. */
export function SettingsDialog({ flow }: { flow: FlowDetail }) {
  const tab = useUi((state) => state.settings);
  const ui = useUiStore();
  return (
    <Dialog
      open={tab !== null}
      onOpenChange={(open) => !open && ui.setState({ settings: null })}
      title="Flow settings"
      size="lg"
      footer={
        <DialogClose asChild>
          <Button variant="primary">Done</Button>
        </DialogClose>
      }
    >
      {tab !== null ? <SettingsBody tab={tab} flow={flow} /> : null}
    </Dialog>
  );
}

function SettingsBody({ tab, flow }: { tab: SettingsTab; flow: FlowDetail }) {
  const store = useEditorStore();
  const ui = useUiStore();
  const settings = useEditor((state) => state.document.settings);
  const readOnly = useEditor((state) => state.readOnly !== null);
  const form = useForm<SettingsValues, unknown, FlowSettings>({
    defaultValues: structuredClone(settings),
    resolver: zodResolver(flowSettings),
    mode: "onChange",
  });
  const written = useRef<unknown>(settings);

  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          // A goal whose event is not chosen yet, or a number that was emptied, stays in the form until it fits.
          const parsed = flowSettings.safeParse(values);
          if (!parsed.success || equal(parsed.data, store.getState().document.settings)) return;
          written.current = parsed.data;
          store.getState().edit("Change flow settings", setSettings(parsed.data), { key: "settings" });
        },
      }),
    [form, store],
  );
  useEffect(() => {
    if (equal(written.current, settings)) return;
    written.current = settings;
    form.reset(structuredClone(settings));
  }, [form, settings]);
  useEffect(() => () => store.getState().seal(), [store]);

  const props = { form, readOnly };
  return (
    <FormProvider {...form}>
      <form
        className="min-h-[26rem]"
        onSubmit={(event) => event.preventDefault()}
        onBlur={() => store.getState().seal()}
      >
        <Tabs<SettingsTab>
          label="Parts of the settings"
          value={tab}
          onChange={(next) => ui.setState({ settings: next })}
          items={[
            { value: "frequency", label: "Frequency", content: <FrequencyTab {...props} /> },
            { value: "scheduling", label: "Scheduling", content: <SchedulingTab {...props} /> },
            { value: "goal", label: "Goal", content: <GoalTab {...props} flow={flow} /> },
            { value: "exits", label: "Entry and exits", content: <ExitsTab {...props} /> },
            { value: "conversion", label: "Conversion", content: <ConversionTab {...props} /> },
          ]}
        />
      </form>
    </FormProvider>
  );
}
