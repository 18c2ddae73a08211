import { expect, test } from "vitest";
import { cn } from "@/lib/utils/cn";
import { initials } from "@/lib/utils/initials";
import { plural } from "@/lib/utils/plural";

test("counts with the right form of the noun", () => {
  expect(plural(0, "customer")).toBe("0 customers");
  expect(plural(1, "customer")).toBe("1 customer");
  expect(plural(1200, "copy", "copies")).toBe("1,200 copies");
});

test("takes the first letters of a name in any script", () => {
  expect(initials("Ada Lovelace")).toBe("AL");
  expect(initials("ada.lovelace@example.com")).toBe("AL");
  expect(initials("łukasz")).toBe("Ł");
  expect(initials("مريم الحسيني")).toBe("ما");
  expect(initials("(Bo) van der Berg")).toBe("BB");
  expect(initials("--")).toBe("?");
});

test("the later class wins, also for the kit's own tokens", () => {
  expect(cn("text-sm text-muted", "text-xs")).toBe("text-muted text-xs");
  expect(cn("bg-surface shadow-card", false, "bg-raised shadow-float")).toBe("bg-raised shadow-float");
  expect(cn("text-xs text-step-entry", "text-bad")).toBe("text-xs text-bad");
});
