import { describe, expect, it, vi } from "vitest";
import { checkLiquid } from "./check-liquid";
import { type LiquidTarget, renderLiquid, tookTooLong } from "./liquid";

// Rendering is a matter of milliseconds, but on a machine that does ten other things.
vi.setConfig({ testTimeout: 60_000 });

const LOCALE = { locale: "de-DE", timeZone: "Europe/Berlin", currency: "EUR" };
const render = (target: LiquidTarget, source: string, data: Record<string, unknown> = {}) =>
  renderLiquid(target, source, data, LOCALE);

describe("Liquid cannot leave its box", () => {
  it.each([
    '{% include "/etc/hostname" %}',
    '{% render "x" %}',
    '{% layout "x" %}',
    '{% block "x" %}{% endblock %}',
  ])("refuses %s", (source) => {
    expect(() => render("html", source)).toThrow(/not found/);
  });

  it.each(["{{ x | raw }}", "{{ x | inspect }}", "{{ x | no_such }}"])("knows no filter of %s", (source) => {
    expect(() => render("html", source, { x: "<b>" })).toThrow(/undefined filter/);
  });

  it("does not reach prototypes or functions", () => {
    const source = "[{{ a.constructor }}{{ a.__proto__ }}{{ b.toString }}{{ a.constructor.constructor }}]";
    expect(render("text", source, { a: "x", b: {} })).toBe("[]");
  });

  it.each([
    "{% for i in (1..1000000000) %}x{% endfor %}",
    "{% for i in (1..100000) %}{% for j in (1..100000) %}x{% endfor %}{% endfor %}",
    '{% assign x = "aa" %}{% for i in (1..100) %}{% assign x = x | append: x %}{% endfor %}{{ x }}',
  ])("stops %s within its limits", (source) => {
    const started = performance.now();
    expect(() => render("html", source)).toThrow(/limit exceeded/);
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  it("tells a rendering that took too long from one that made too much", () => {
    const thrown = (act: () => unknown) => {
      try {
        return act();
      } catch (error) {
        return error;
      }
    };
    const tooMuch = thrown(() => render("html", "{% for i in (1..1000000000) %}x{% endfor %}"));
    let at = 0;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => (at += 1000));
    const tooLong = thrown(() => render("html", "Hello {{ x }}"));
    clock.mockRestore();
    expect([tookTooLong(tooMuch), tookTooLong(tooLong)]).toEqual([false, true]);
    expect(tookTooLong("template render limit exceeded")).toBe(false);
  });

  it("refuses a source longer than the limit", () => {
    expect(() => render("text", "x".repeat(400_001))).toThrow(/limit/);
  });
});

describe("what is printed is escaped for where it stands", () => {
  const hostile = `"><script>alert('1')</script>&\n`;

  it("as HTML, through every filter", () => {
    for (const filter of [
      "",
      "| escape",
      "| upcase",
      "| newline_to_br",
      "| append: '<'",
      "| json",
      '| default: "<"',
    ]) {
      const text = render("html", `{{ x ${filter} }}`, { x: hostile });
      expect(text.replaceAll("<br/>", "")).not.toMatch(/[<>"']/);
    }
  });

  it("inside JSON, in a URL, and in a header", () => {
    expect(
      JSON.parse(render("json", '{"a":"{{ x }}","b":{{ y | json }}}', { x: hostile, y: { z: hostile } })),
    ).toEqual({
      a: hostile,
      b: { z: hostile },
    });
    expect(
      new URL(render("url", "https://gateway.example/?q={{ x }}&r=1", { x: "a&r=2#" })).searchParams.getAll(
        "r",
      ),
    ).toEqual(["1"]);
    expect(render("header", "{{ x }}", { x: "a\r\nBcc: b@shop.example" })).toBe("a Bcc: b@shop.example");
  });
});

describe("S4-15: money and dates read as the customer reads them", () => {
  it("prints minor units with the decimals of the currency", () => {
    expect(render("text", '{{ 123456 | money: "EUR" }}')).toBe("1.234,56\u00a0€");
    expect(render("text", '{{ 1234 | money: "JPY" }}')).toBe("1.234\u00a0¥");
    expect(render("text", '{{ 1500 | money: "KWD" }}')).toBe("1,500\u00a0KWD");
    expect(render("text", '{{ 500 | money: "" }}')).toBe("5,00\u00a0€");
    expect(render("text", "[{{ nothing | money }}{{ 'x' | money }}]")).toBe("[]");
  });

  it("prints moments in the customer's zone, over a change of the clocks too", () => {
    expect(render("text", '{{ "2026-03-29T00:30:00Z" | date: "time" }}')).toBe("01:30");
    expect(render("text", '{{ "2026-03-29T01:30:00Z" | date: "time" }}')).toBe("03:30");
    expect(render("text", '{{ "2026-05-14T22:30:00Z" | date: "%d.%m.%Y %H:%M" }}')).toBe("15.05.2026 00:30");
    expect(render("text", '[{{ "no date" | date }}{{ "now" | date: "%Y" }}]')).toBe("[]");
  });
});

describe("mistakes are named with their line and how to mend them", () => {
  it.each([
    ["one\n{{ customer.frstName }}", 2, /no "frstName"/, /customer\.firstName/],
    ["{{ custmer.firstName }}", 1, /"custmer"/, /Did you mean customer/],
    ["{{ event.total }}", 1, /no "total"/, /event\.properties\.total/],
    ["a\nb\n{% if cart %}", 3, /never closed/, /endif/],
    ["{{ customer.firstName", 1, /never closed/, /}}/],
    ["{{ customer.email | shout }}", 1, /filter "shout"/, /spelling/],
    ["{% frobnicate %}", 1, /tag "frobnicate"/, /if, unless/],
  ])("%j", (source, line, message, fix) => {
    const [problem, ...more] = checkLiquid("text", source);
    expect(more).toEqual([]);
    expect(problem).toMatchObject({
      line,
      message: expect.stringMatching(message),
      fix: expect.stringMatching(fix),
    });
  });

  it("knows loop variables, assigned names and the shop's own attributes", () => {
    const source =
      '{% for item in cart.items %}{{ item.name }}{{ forloop.index }}{% endfor %}{% assign x = 1 %}{{ x }}{{ customer.attributes.shoeSize }}{{ event.properties["a b"] }}';
    expect(checkLiquid("text", source)).toEqual([]);
  });
});
