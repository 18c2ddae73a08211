import type { DistributionSetup } from "@/lib/domain/distribution/setup";

/** What every stage is given: the setup as it stands in the wizard, and what is wrong with it by the field's name. */
export type StageProps = {
  setup: DistributionSetup;
  onChange: (setup: DistributionSetup) => void;
  errors: Readonly<Record<string, string | undefined>>;
};
