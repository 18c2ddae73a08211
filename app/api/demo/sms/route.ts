import { listSmsContract, receiveSmsContract } from "@/lib/contracts/demo";
import { route } from "@/lib/server/http/route";
import { listSms } from "@/lib/server/use-cases/demo/list-sms";
import { receiveSms } from "@/lib/server/use-cases/demo/receive-sms";

export const GET = route(listSmsContract, (call) => listSms(call));
export const POST = route(receiveSmsContract, (call) => receiveSms(call));
