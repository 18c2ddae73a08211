import type { compatImportCustomersCsv } from "@/lib/contracts/compat-imports";
import type { Person } from "@/lib/domain/customer/identity";
import { authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { shopperOf } from "@/lib/server/compat/shopper-shape";
import type { CsvLayout, CsvLine } from "@/lib/server/csv/read-csv";
import { recordActivity } from "@/lib/server/db/events/record-activity";
import { cellText } from "@/lib/utils/csv";
import { ProblemList } from "./problem-list";
import { takeFile } from "./take-file";

const ADDRESS = ["line_1", "line_2", "city", "postal_code", "state", "country"] as const;
const COLUMNS = [
  "source_id",
  "email",
  "phone",
  "name",
  "birthdate",
  "description",
  ...ADDRESS.map((part) => `address_${part}` as const),
] as const;
type Column = (typeof COLUMNS)[number];
const LAYOUT: CsvLayout<Column> = {
  columns: COLUMNS,
  aliases: {
    "source id": "source_id",
    "e-mail": "email",
    "phone number": "phone",
    birthday: "birthdate",
    city: "address_city",
    state: "address_state",
    country: "address_country",
    "postal code": "address_postal_code",
    "address line 1": "address_line_1",
    "address line 2": "address_line_2",
  },
  required: ["source_id", "email", "phone"],
  metadata: true,
};
const CHUNK = 1_000;

/**
 * Makes or changes the customers of a file. Every line is looked at first, and one that cannot be taken refuses the file; after that the
 * customers are written a thousand at a time, and the same file once more changes nothing.
 */
export async function importCustomers(
  call: CompatCall<typeof compatImportCustomersCsv>,
  clock: Clock = systemClock,
): Promise<CompatAnswer> {
  authorise(call.actor, "customers:write");
  const { workspaceId } = call.actor;
  const problems = new ProblemList();
  const take = async (file: string) => {
    let done = 0;
    for await (const _person of peopleOf(file, problems));
    if (problems.count > 0) return problems.outcome(0);
    let persons: Person[] = [];
    const flush = async () => {
      if (persons.length > 0)
        await recordActivity({ workspaceId, persons, activities: [], source: "import", now: clock() });
      done += persons.length;
      persons = [];
    };
    for await (const person of peopleOf(file, problems)) {
      persons.push(person);
      if (persons.length === CHUNK) await flush();
    }
    await flush();
    return problems.outcome(done);
  };
  return await takeFile(call, "CUSTOMERS.IMPORT", take, clock);
}

async function* peopleOf(file: string, problems: ProblemList): AsyncGenerator<Person> {
  for await (const line of problems.linesOf(file, LAYOUT)) {
    let person: Person | null = null;
    await problems.trying(line.line, () => {
      person = personOf(line);
    });
    if (person) yield person;
  }
}

function personOf({ at, metadata }: CsvLine<Column>): Person {
  const text = (column: Column) => cellText(at(column)) || undefined;
  const address = ADDRESS.map((part) => [part, text(`address_${part}`)]).filter(
    ([, value]) => value !== undefined,
  );
  const person = shopperOf({
    source_id: text("source_id"),
    email: text("email"),
    phone: text("phone"),
    name: text("name"),
    birthdate: text("birthdate"),
    description: text("description"),
    ...(address.length > 0 ? { address: Object.fromEntries(address) } : {}),
    metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, cellText(value)])),
  });
  if (!person)
    throw new CompatError("invalid_customer", "This line gives neither source_id nor email nor phone.");
  return person;
}
