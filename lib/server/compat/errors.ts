/** The error keys of the compatible API that this server answers with: status and message of each. */
export const COMPAT_ERRORS = {
  invalid_payload: [400, "Invalid payload"],
  invalid_customer: [400, "Invalid customer"],
  invalid_order: [400, "Invalid order"],
  invalid_publish_params: [400, "Invalid parameters of a publication"],
  duplicated_redeemables: [400, "Duplicated redeemables"],
  missing_customer: [400, "Customer missing"],
  order_rules_violated: [400, "Order does not fit"],
  redemption_rules_violated: [400, "Redemption limit reached"],
  quantity_exceeded: [400, "Quantity exceeded"],
  voucher_disabled: [400, "Voucher is disabled"],
  voucher_expired: [400, "Voucher expired"],
  voucher_not_active: [400, "Voucher is not active yet"],
  voucher_not_active_now: [400, "Voucher is not active at this time"],
  customer_rules_violated: [400, "Customer does not fit"],
  missing_order: [400, "Order missing"],
  missing_amount: [400, "Amount missing"],
  gift_amount_exceeded: [400, "Gift amount exceeded"],
  invalid_voucher: [400, "Invalid voucher"],
  invalid_campaign_params: [400, "Invalid campaign"],
  invalid_code_config: [400, "Invalid code configuration"],
  invalid_validation_rules: [400, "Invalid validation rules"],
  invalid_query_params: [400, "Invalid query parameters"],
  invalid_redemption_parent: [400, "Redemption is part of a stack"],
  invalid_grant: [400, "Invalid grant"],
  duplicate_found: [409, "Duplicate found"],
  duplicate_resource_key: [409, "Duplicate resource key"],
  no_voucher_suitable_for_publication: [400, "No voucher is left to publish"],
  voucher_already_published: [400, "Voucher is already published"],
  already_rolled_back: [400, "Redemption is already rolled back"],
  unauthorized: [401, "Not signed in"],
  forbidden: [403, "Not allowed"],
  not_found: [404, "Resource not found"],
  idempotency_key_reused: [409, "Idempotency-Key was used for another request"],
  payload_too_large: [413, "Payload too large"],
  too_many_requests: [429, "Too many requests"],
  internal_error: [500, "Something went wrong on our side"],
  not_supported: [501, "Not supported"],
  service_unavailable: [503, "Not available at the moment"],
} as const satisfies Record<string, readonly [number, string]>;
export type CompatErrorKey = keyof typeof COMPAT_ERRORS;

/** What an error is about, as far as it is about one thing. */
export type CompatResource = {
  id: string;
  type: string;
};

/** The error body of the compatible API. */
export type CompatErrorBody = {
  code: number;
  key: CompatErrorKey;
  message: string;
  details: string;
  request_id: string;
  resource_id?: string;
  resource_type?: string;
  /** A validation rule's own words for the customer. */
  error?: { message: string };
};

/** An expected failure of a compatible route. `details` is a sentence that names the field and the mend. */
export class CompatError extends Error {
  override name = "CompatError";
  constructor(
    readonly key: CompatErrorKey,
    readonly details: string,
    readonly resource?: CompatResource,
  ) {
    super(details);
  }
}

/** The body for an error key. */
export function errorBody(
  key: CompatErrorKey,
  details: string,
  requestId: string,
  resource?: CompatResource,
  ruleMessage?: string | null,
): CompatErrorBody {
  const [code, message] = COMPAT_ERRORS[key];
  return {
    code,
    key,
    message,
    details,
    request_id: requestId,
    ...(resource ? { resource_id: resource.id, resource_type: resource.type } : {}),
    ...(ruleMessage ? { error: { message: ruleMessage } } : {}),
  };
}
