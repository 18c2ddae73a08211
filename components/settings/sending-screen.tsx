"use client";

import { CapsPart } from "@/components/settings/caps-part";
import { ConsentPart } from "@/components/settings/consent-part";
import { DiscountCapPart } from "@/components/settings/discount-cap-part";
import { QuietHoursPart } from "@/components/settings/quiet-hours-part";
import { SettingsScreen } from "@/components/settings/settings-screen";

/** What protects customers from too much, over all flows. */
export function SendingScreen() {
  return (
    <SettingsScreen
      title="Caps and quiet hours"
      description="What protects customers from too much. It holds for marketing messages of all flows together, and whatever is held back is counted and shown with its reason."
    >
      {(workspace) => (
        <>
          <CapsPart workspace={workspace} />
          <DiscountCapPart workspace={workspace} />
          <QuietHoursPart workspace={workspace} />
          <ConsentPart workspace={workspace} />
        </>
      )}
    </SettingsScreen>
  );
}
