import { describe, expect, it } from "vitest";
import { ROLES } from "./permissions";
import { refuseTeamChange } from "./team-rules";

const OTHERS = [...ROLES.filter((role) => role !== "owner"), "admin key", "system"];

describe("who may change whom", () => {
  it.each(OTHERS)("%s makes, changes and removes no owner", (actorRole) => {
    expect(refuseTeamChange({ actorRole, from: null, to: "owner", owners: 3 })).toMatch("Only an owner");
    expect(refuseTeamChange({ actorRole, from: "admin", to: "owner", owners: 3 })).toMatch("Only an owner");
    expect(refuseTeamChange({ actorRole, from: "owner", to: "viewer", owners: 3 })).toMatch("Only an owner");
    expect(refuseTeamChange({ actorRole, from: "owner", to: null, owners: 3 })).toMatch("Only an owner");
  });

  it("an owner changes another owner as long as one is left", () => {
    expect(refuseTeamChange({ actorRole: "owner", from: "owner", to: "admin", owners: 2 })).toBeNull();
    expect(refuseTeamChange({ actorRole: "owner", from: "owner", to: null, owners: 2 })).toBeNull();
  });

  it("the last owner is neither demoted nor removed, not even by themselves", () => {
    for (const to of [...ROLES.filter((role) => role !== "owner"), null])
      expect(refuseTeamChange({ actorRole: "owner", from: "owner", to, owners: 1 })).toMatch("last owner");
    expect(refuseTeamChange({ actorRole: "owner", from: "owner", to: "owner", owners: 1 })).toBeNull();
  });

  it("everybody else is changed by whoever may change the team", () => {
    for (const from of ROLES.filter((role) => role !== "owner"))
      for (const to of [...ROLES.filter((role) => role !== "owner"), null])
        expect(refuseTeamChange({ actorRole: "admin", from, to, owners: 1 })).toBeNull();
  });
});
