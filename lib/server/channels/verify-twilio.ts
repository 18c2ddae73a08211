import twilio from "twilio";

/** Whether Twilio signed this form, sent to this address (the one it was given), with the account's auth token. */
export function signedByTwilio(
  authToken: string,
  signature: string,
  url: string,
  form: Record<string, string>,
): boolean {
  return twilio.validateRequest(authToken, signature, url, form);
}
