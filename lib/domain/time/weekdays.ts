const NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Weekdays (1 Monday to 7 Sunday) in words; none or all is every day. */
export function describeWeekdays(weekdays: readonly number[]): string {
  if (weekdays.length === 0 || weekdays.length === 7) return "Every day";
  const sorted = [...weekdays].sort((a, b) => a - b);
  if (sorted.join() === "1,2,3,4,5") return "Monday to Friday";
  return sorted.map((day) => NAMES[day - 1]).join(", ");
}
