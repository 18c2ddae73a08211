import { campaignFields, campaignIssues, MOST_CODES, poolIssues } from "@/lib/domain/coupon/campaign";
import { toFields } from "./campaign-body";
import { type CampaignValues, formShape } from "./campaign-values";

/** The form's schema: the rules are those of the campaign itself, said at the field a person sees. */
export function campaignValues(currency: string, making: boolean) {
  return formShape.superRefine((given, context) => {
    const complain = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [fieldOf(path)], message });
    if (
      given.keptDiscount === null &&
      given.discountKind === "off" &&
      !given.percentOn &&
      !given.amountOn &&
      !given.shippingOn &&
      !given.unitOn
    )
      complain("percentOn", "Choose what the code takes off.");
    const result = campaignFields.safeParse(toFields(given, currency));
    if (!result.success) {
      for (const issue of result.error.issues) {
        if (issue.path[0] !== "discount" || issue.path.length > 1)
          complain(issue.path.join("."), issue.message);
      }
      return;
    }
    for (const { path, message, fix } of campaignIssues(result.data))
      complain(path, fix ? `${message} ${fix}` : message);
    if (given.type !== "static" || !making) return;
    const count = given.codesToMake ?? 0;
    if (!Number.isInteger(count) || count < 0 || count > MOST_CODES) {
      complain("codesToMake", `Enter a number up to ${MOST_CODES.toLocaleString("en")}.`);
    } else if (count > 0) {
      for (const { message, fix } of poolIssues(result.data.codeConfig, count, 0))
        complain("codeConfig", `${message} ${fix}`);
    }
  });
}

/** Where the rules' paths are in the form; the server's too. */
export function fieldOf(path: string): keyof CampaignValues {
  const last = path.split(".").at(-1) ?? "";
  if (path.startsWith("discount")) {
    if (last === "amountOff") return "amountOff";
    if (last === "fixedAmount") return "fixedAmount";
    if (last === "amount" && !path.includes("amountLimit")) return "giftAmount";
    if (last === "units") return "units";
    if (last === "buy") return "unitBuy";
    if (last === "product") return "unitProduct";
    return path.includes("amountLimit") ? "limitAmount" : "percentOff";
  }
  if (path.startsWith("codeConfig")) return "pattern";
  if (path.startsWith("recurrence.hours")) return "hoursOn";
  if (path.startsWith("recurrence")) return "timeframeOn";
  if (path.startsWith("limits")) return "limits";
  if (path === "validForMs") return "validFor";
  if (path === "quantityPerCode") return "usesCount";
  return (path in formShape.shape ? path : "name") as keyof CampaignValues;
}
