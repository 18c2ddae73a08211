import {
  connectMailchimpContract,
  disconnectMailchimpContract,
  getMailchimpContract,
} from "@/lib/contracts/mailchimp";
import { route } from "@/lib/server/http/route";
import { connectMailchimp } from "@/lib/server/use-cases/mailchimp/connect-mailchimp";
import { disconnectMailchimp } from "@/lib/server/use-cases/mailchimp/disconnect-mailchimp";
import { getMailchimp } from "@/lib/server/use-cases/mailchimp/get-mailchimp";

export const GET = route(getMailchimpContract, (call) => getMailchimp(call));
export const PUT = route(connectMailchimpContract, (call) => connectMailchimp(call));
export const DELETE = route(disconnectMailchimpContract, (call) => disconnectMailchimp(call));
