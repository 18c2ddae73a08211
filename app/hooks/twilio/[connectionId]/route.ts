import { takeTwilioReport } from "@/lib/server/use-cases/messages/take-twilio-report";

export const POST = takeTwilioReport;
