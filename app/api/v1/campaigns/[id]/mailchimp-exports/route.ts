import { exportToMailchimpContract, listMailchimpExportsContract } from "@/lib/contracts/mailchimp";
import { route } from "@/lib/server/http/route";
import { exportToMailchimp } from "@/lib/server/use-cases/mailchimp/export-to-mailchimp";
import { listMailchimpExports } from "@/lib/server/use-cases/mailchimp/list-mailchimp-exports";

export const GET = route(listMailchimpExportsContract, (call) => listMailchimpExports(call));
export const POST = route(exportToMailchimpContract, (call) => exportToMailchimp(call));
