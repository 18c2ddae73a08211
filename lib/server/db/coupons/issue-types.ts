import type pg from "pg";
import type { IneligibleReason } from "@/lib/domain/coupon/eligibility";
import type { RandomBytes } from "@/lib/domain/coupon/random-bytes";
import type { CustomerFacts } from "@/lib/domain/flow/facts";
import type { GivenVoucher } from "@/lib/domain/message/context";
import type { IssuableCampaign } from "./load-issuable-campaigns";

/** Somebody wants a code of a campaign for a customer. */
export type IssueRequest = {
  workspaceId: string;
  campaignId: string;
  customerId: string;
  runId: string | null;
  flowId: string | null;
  stepId: string | null;
  /** The giver's own id of this one gift, unique in the workspace: the same one gives the same code again. */
  sourceId: string;
  /** The source id was made for this very request: nothing can have been given under it. */
  isUnnamed?: boolean;
  /** new: always another code. run: the usable one this run already has. unexpired: any usable one of this customer. */
  reuse: "new" | "run" | "unexpired";
  /** A person approved it: a recovery discount within the workspace's cap does not refuse it. */
  pastCap?: boolean;
  /** What a flow knows of the customer at this moment, for the campaign's rules: the database may not have it yet. */
  customer?: CustomerFacts;
  /** By which way it is given; "flow" unless said otherwise. */
  source?: "flow" | "api" | "csv";
  channel?: string | null;
  metadata?: Record<string, unknown>;
  /** Made for the demo's history. */
  demo?: boolean;
};

/** Why a customer gets no code although there may be some. */
export type NotEligibleReason = "campaign_missing" | IneligibleReason;

export type IssueResult =
  /** `publicationId` of what was given just now; null of what was given before */
  | { kind: "issued"; voucher: GivenVoucher; reused: boolean; publicationId: string | null }
  | { kind: "pool_empty" }
  | { kind: "not_eligible"; reason: NotEligibleReason };

export type IssueOptions = {
  /** Epoch ms: the moment of giving. */
  now: number;
  random: RandomBytes;
  /** Campaigns that were read in this transaction already, all that the requests name. */
  campaigns?: ReadonlyMap<string, IssuableCampaign>;
};

/**
 * Gives codes inside the caller's transaction: answers in the order of the requests. The number of statements does not grow with the number of
 * requests.
 */
export type IssueVouchers = (
  client: pg.ClientBase,
  requests: readonly IssueRequest[],
  options: IssueOptions,
) => Promise<IssueResult[]>;
