import { accountContracts } from "./accounts";
import { apiKeyContracts } from "./api-keys";
import { apiReferenceContracts } from "./api-reference";
import { campaignCodeContracts } from "./campaign-codes";
import { campaignRuleContracts } from "./campaign-rules";
import { campaignContracts } from "./campaigns";
import { channelContracts } from "./channels";
import { compatCampaignContracts } from "./compat-campaigns";
import { compatClientContracts } from "./compat-client";
import { compatExportContracts } from "./compat-exports";
import { compatExtraContracts } from "./compat-extras";
import { compatImportContracts } from "./compat-imports";
import { compatOauthContracts } from "./compat-oauth";
import { compatRecordContracts } from "./compat-records";
import { compatTransactionContracts } from "./compat-transactions";
import type { Contract } from "./contract";
import { customerContracts } from "./customers";
import { demoContracts } from "./demo";
import { distributionContracts } from "./distributions";
import { engineContracts } from "./engine";
import { eventDefinitionContracts } from "./event-definitions";
import { eventContracts } from "./events";
import { exportContracts } from "./exports";
import { flowDraftContracts } from "./flow-drafts";
import { flowLaunchContracts } from "./flow-launches";
import { flowContracts } from "./flows";
import { healthContracts } from "./health";
import { mailchimpContracts } from "./mailchimp";
import { messageContracts } from "./messages";
import { orderContracts } from "./orders";
import { performanceContracts } from "./performance";
import { productContracts } from "./products";
import { reviewContracts } from "./reviews";
import { runContracts } from "./runs";
import { segmentContracts } from "./segments";
import { settingsContracts } from "./settings";
import { teamContracts } from "./team";
import { templateContracts } from "./templates";
import { topicContracts } from "./topics";
import { validationRuleContracts } from "./validation-rules";
import { voucherContracts } from "./vouchers";
import { webhookContracts } from "./webhooks";
import { workspaceContracts } from "./workspaces";

/** The one list of what the HTTP routes promise, in the order in which the reference shows it. One line per noun. */
export const allContracts: readonly Contract[] = [
  ...eventContracts,
  ...eventDefinitionContracts,
  ...customerContracts,
  ...topicContracts,
  ...segmentContracts,
  ...flowContracts,
  ...flowDraftContracts,
  ...flowLaunchContracts,
  ...performanceContracts,
  ...reviewContracts,
  ...runContracts,
  ...templateContracts,
  ...messageContracts,
  ...campaignContracts,
  ...campaignCodeContracts,
  ...validationRuleContracts,
  ...productContracts,
  ...orderContracts,
  ...exportContracts,
  ...campaignRuleContracts,
  ...voucherContracts,
  ...compatCampaignContracts,
  ...compatTransactionContracts,
  ...compatRecordContracts,
  ...compatClientContracts,
  ...compatOauthContracts,
  ...compatExportContracts,
  ...compatImportContracts,
  ...compatExtraContracts,
  ...distributionContracts,
  ...channelContracts,
  ...webhookContracts,
  ...mailchimpContracts,
  ...accountContracts,
  ...workspaceContracts,
  ...settingsContracts,
  ...teamContracts,
  ...apiKeyContracts,
  ...demoContracts,
  ...engineContracts,
  ...healthContracts,
  ...apiReferenceContracts,
];
