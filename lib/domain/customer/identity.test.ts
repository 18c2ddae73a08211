import { describe, expect, it } from "vitest";
import { personInput } from "./identity";

const read = (person: object) => personInput.safeParse(person);

describe("a person", () => {
  it("is written the same however they are sent", () => {
    expect(
      read({ externalId: 42, email: "  Ada@Example.COM ", phone: "+49 (151) 1234-5678", locale: "de_at" })
        .data,
    ).toEqual({
      externalId: "42",
      email: "ada@example.com",
      phone: "+4915112345678",
      locale: "de-AT",
    });
    expect(read({ phone: "0049 151 12345678" }).data?.phone).toBe("+4915112345678");
  });

  it.each([
    [{}, "externalId, email or phone"],
    [{ firstName: "Ada" }, "externalId, email or phone"],
    [{ email: "ada" }, "not an e-mail address"],
    [{ phone: "0151 12345678" }, "with its country code"],
    [{ externalId: " " }, "The id is empty"],
    [{ externalId: "1", timeZone: "+01:00" }, "IANA time zone"],
    [{ externalId: "1", timeZone: "Europe/Atlantis" }, "IANA time zone"],
    [{ externalId: "1", locale: "not a locale" }, "language tag"],
    [{ externalId: "1", consent: { email: "yes" } }, '"granted" or "denied"'],
    [{ externalId: "1", attributes: { "a.b": 1 } }, "attribute"],
    [{ externalId: "1", surname: "L" }, "surname"],
  ])("%j is refused, saying why", (person, reason) => {
    const result = read(person);
    expect(result.success).toBe(false);
    expect(JSON.stringify(result.error?.issues)).toContain(reason.replaceAll('"', '\\"'));
  });
});
