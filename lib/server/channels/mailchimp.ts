import { createHash } from "node:crypto";
import { AddressRefused, guardedFetch } from "@/lib/server/outgoing";
import { reasonOf } from "./http-gateway";

const TIMEOUT_MS = 20_000;

/** An account, opened. */
export type OpenMailchimp = { apiKey: string; listId: string; mergeTag: string; baseUrl: string };

/** What Mailchimp will not do however often it is asked: a wrong key, an audience that is gone. `message` is for people. */
export class MailchimpRefused extends Error {
  override name = "MailchimpRefused";
}

/** Mailchimp's Marketing API, as far as codes are written into a merge field of an audience's members. Nothing is sent by it. */
export class Mailchimp {
  constructor(private readonly account: OpenMailchimp) {}

  /** Makes the merge field that holds the code, where the audience has none of its tag. */
  async ensureMergeField(): Promise<void> {
    const { listId, mergeTag } = this.account;
    const { merge_fields: fields } = (await this.#ask("GET", `/lists/${listId}/merge-fields?count=1000`)) as {
      merge_fields?: { tag?: string }[];
    };
    if (fields?.some(({ tag }) => tag === mergeTag)) return;
    await this.#ask("POST", `/lists/${listId}/merge-fields`, {
      tag: mergeTag,
      name: "Coupon code",
      type: "text",
      public: false,
    });
  }

  /**
   * Writes a code into a member's merge field. Members keep their status; who is none becomes one. @returns whether Mailchimp took it: it refuses
   * addresses that it thinks are no real ones
   */
  async writeCode({
    email,
    code,
    agreed,
  }: {
    email: string;
    code: string;
    agreed: boolean;
  }): Promise<boolean> {
    const { listId, mergeTag } = this.account;
    const hash = createHash("md5").update(email.toLowerCase()).digest("hex");
    const member = {
      email_address: email,
      status_if_new: agreed ? "subscribed" : "transactional",
      merge_fields: { [mergeTag]: code },
    };
    const answer = await this.#ask(
      "PUT",
      `/lists/${listId}/members/${hash}?skip_merge_validation=true`,
      member,
      [400],
    );
    return answer !== null;
  }

  /** @returns the answer; null for a status that is passed over. @throws MailchimpRefused; another Error for what may go better later */
  async #ask(
    method: "GET" | "POST" | "PUT",
    path: string,
    body?: unknown,
    passedOver: readonly number[] = [],
  ): Promise<unknown> {
    const { apiKey, baseUrl } = this.account;
    const center = apiKey.slice(apiKey.lastIndexOf("-") + 1);
    const url = `${baseUrl.replace(/\/+$/, "") || `https://${center}.api.mailchimp.com`}/3.0${path}`;
    let response: Response;
    try {
      response = await guardedFetch(url, {
        method,
        headers: {
          authorization: `Basic ${Buffer.from(`cartograph:${apiKey}`).toString("base64")}`,
          "content-type": "application/json",
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        timeoutMs: TIMEOUT_MS,
      });
    } catch (error) {
      if (error instanceof AddressRefused) throw new MailchimpRefused(error.message);
      throw new Error(`Mailchimp did not answer: ${reasonOf(error)}`);
    }
    if (response.ok) return await response.json().catch(() => ({}));
    if (passedOver.includes(response.status)) return null;
    const said = await detailOf(response);
    if (response.status === 429 || response.status >= 500)
      throw new Error(`Mailchimp answered ${response.status}${said}`);
    throw new MailchimpRefused(`Mailchimp answered ${response.status}${said}`);
  }
}

async function detailOf(response: Response): Promise<string> {
  const { title, detail } = (await response.json().catch(() => ({}))) as {
    title?: unknown;
    detail?: unknown;
  };
  const words = [title, detail].filter((part) => typeof part === "string").join(". ");
  return words ? `: ${words.slice(0, 300)}` : "";
}
