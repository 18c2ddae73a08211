import type { Role } from "@/lib/domain/access/permissions";

/** The people of the demo workspace, one for each role. All of them have the password in the setting DEMO_PASSWORD. */
export const DEMO_LOGINS: readonly { email: string; name: string; role: Role }[] = [
  { email: "owner@demo.example", name: "Olga Owner", role: "owner" },
  { email: "admin@demo.example", name: "Adam Admin", role: "admin" },
  { email: "marketer@demo.example", name: "Mara Marketer", role: "marketer" },
  { email: "developer@demo.example", name: "Dev Developer", role: "developer" },
  { email: "viewer@demo.example", name: "Vera Viewer", role: "viewer" },
];
