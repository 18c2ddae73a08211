import { importProblemsContract } from "@/lib/contracts/campaign-codes";
import { route } from "@/lib/server/http/route";
import { listImportProblems } from "@/lib/server/use-cases/coupons/list-import-problems";

export const GET = route(importProblemsContract, (call) => listImportProblems(call));
