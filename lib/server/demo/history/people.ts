import { v7 as uuid } from "uuid";
import type { Profile } from "@/lib/domain/customer/identity-plan";
import type { Dice } from "./dice";

/**
 * Generated shoppers live in this many of the shards, so that each batch of the engine finds work for several of them: the history is made in a
 * fraction of the time. Everybody who comes later is spread over all shards as usual.
 */
export const SHARDS_USED = 4;

const FIRST =
  "Anna Ben Clara David Elif Finn Greta Hannes Ida Jonas Katharina Leon Mia Noah Olivia Paul Quentin Rosa Samuel Tilda Umut Vera Wim Xenia Yusuf Zoé Amélie Björn Chiara Dmitri Eszter Fatima Giulia Håkon Inès Jürgen Kofi Lotte Malik Núria Ole Priya Renske Søren Thandiwe Uwe Valentina Wiebke Ximena Zofia".split(
    " ",
  );
const LAST =
  "Müller Schmidt Fischer Weber Wagner Becker Hoffmann Koch Richter Klein Wolf Neumann Braun Hofmann Lange Krüger Jensen Nielsen Svensson Lindqvist Dubois Moreau Rossi Ferrari García Fernández Silva Kowalski Nowak Novák Horváth Popescu Ivanova Yılmaz Demir Haddad Okafor Mensah Patel Sharma Nguyen Tanaka O’Brien Murphy van_Dijk de_Vries Andersson Virtanen Papadopoulos Öztürk".split(
    " ",
  );
const UNUSUAL: readonly [string, string][] = [
  ["ليلى", "حداد"],
  ["נועה", "לוי"],
  ["Maximiliane-Charlotte", "von Hohenlohe-Schwarzenberg-Donaueschingen"],
  ["美咲", "田中"],
  ["Σοφία", "Παπαδοπούλου"],
];
const ZONES = [
  ["Europe/Berlin", 70],
  ["Europe/Vienna", 8],
  ["Europe/London", 6],
  ["Europe/Madrid", 5],
  ["Europe/Helsinki", 4],
  ["America/New_York", 4],
  ["Asia/Tokyo", 3],
] as const;
const LOCALES = [
  ["de", 70],
  ["en", 16],
  ["fr", 6],
  ["es", 5],
  ["it", 3],
] as const;

/** The `index`th generated shopper, who comes to be at `at` (epoch ms). */
export function makeShopper(dice: Dice, index: number, at: number): Profile {
  const [firstName, lastName] = dice.chance(0.01)
    ? dice.pick(UNUSUAL)
    : [dice.pick(FIRST), dice.pick(LAST).replace("_", " ")];
  const hasPhone = dice.chance(0.68);
  const consent = (granted: number, denied: number): Profile["consent"]["email"] | undefined => {
    const state = dice.weighted([
      ["granted", granted],
      ["denied", denied],
      [null, 1 - granted - denied],
    ] as const);
    return state ? { state, at: new Date(at).toISOString(), source: "demo" } : undefined;
  };
  const email = consent(0.72, 0.07);
  const sms = hasPhone ? consent(0.6, 0.12) : undefined;
  return {
    id: idOf(dice, at),
    externalId: `shopper-${1000 + index}`,
    email: `${plain(firstName)}.${plain(lastName)}${index}@shoppers.example`,
    phone: hasPhone ? `+4915${String(dice.next()).slice(2, 11).padEnd(9, "7")}` : null,
    firstName,
    lastName,
    locale: dice.weighted(LOCALES),
    timeZone: dice.weighted(ZONES),
    attributes: {
      tier: dice.weighted([
        ["new", 6],
        ["regular", 3],
        ["gold", 1],
      ] as const),
    },
    consent: { ...(email ? { email } : {}), ...(sms ? { sms } : {}) },
  };
}

/** A time-ordered id whose last six bits, the shard, are among the few that are used. */
function idOf(dice: Dice, at: number): string {
  const id = uuid({ msecs: Math.floor(at), random: dice.bytes(16) });
  const last =
    (Math.floor(dice.next() * 4) << 6) | (Math.floor(dice.next() * SHARDS_USED) * (64 / SHARDS_USED));
  return id.slice(0, -2) + last.toString(16).padStart(2, "0");
}

/** As an address may be written: "Jürgen" is "jurgen"; a script without Latin letters is "shopper". */
function plain(name: string): string {
  const letters = name
    .normalize("NFD")
    .replaceAll("ø", "o")
    .replaceAll("ı", "i")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
  return letters || "shopper";
}
