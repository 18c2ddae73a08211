import type { UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import type { FlowSettings, flowSettings } from "@/lib/domain/flow/document";

export type SettingsValues = z.input<typeof flowSettings>;
/** The form of the settings: every tab shows a part of it. */
export type SettingsForm = UseFormReturn<SettingsValues, unknown, FlowSettings>;
export type SettingsTabProps = { form: SettingsForm; readOnly: boolean };
