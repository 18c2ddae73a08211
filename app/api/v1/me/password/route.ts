import { changePasswordContract } from "@/lib/contracts/accounts";
import { route } from "@/lib/server/http/route";
import { changePassword } from "@/lib/server/use-cases/accounts/change-password";

export const PUT = route(changePasswordContract, (call) => changePassword(call));
