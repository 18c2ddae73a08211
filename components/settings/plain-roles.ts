import { ROLES } from "@/lib/domain/access/permissions";

/** The roles that an admin may give: all but owner. */
export const plainRoles = ROLES.filter((role) => role !== "owner");
