import type { SmsSize } from "@/lib/domain/message/sms-segments";
import { plural } from "@/lib/utils/plural";

/** How a text goes over the air, and what makes it larger. */
export function SmsSizeNote({ size }: { size: SmsSize | null }) {
  if (!size) return <>Counted with an example customer's data.</>;
  return (
    <span className="tabular">
      {plural(size.segments, "segment")}, {size.left} {size.left === 1 ? "character" : "characters"} left in
      the last one ({size.encoding}
      {size.unusual.length > 0 ? `, because of ${size.unusual.slice(0, 4).join(" ")}` : ""}).
    </span>
  );
}
