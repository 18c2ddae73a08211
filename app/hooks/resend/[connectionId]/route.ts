import { takeResendReport } from "@/lib/server/use-cases/messages/take-resend-report";

export const POST = takeResendReport;
