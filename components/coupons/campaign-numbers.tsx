import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { NumberText } from "@/components/ui/number";
import { Stat } from "@/components/ui/stat";
import type { CampaignDetail } from "@/lib/client/queries/campaigns";
import { formatShare } from "@/lib/utils/format-number";

/** What became of a campaign's codes, for all time. */
export function CampaignNumbers({ campaign }: { campaign: CampaignDetail }) {
  const { numbers, type, limits } = campaign;
  const share =
    numbers.given > 0 ? `${formatShare(numbers.redeemed / numbers.given)} of those given` : "None given yet";
  return (
    <Card>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(6rem,1fr))] gap-5">
        <Stat label="Given" value={<NumberText value={numbers.given} />} note="All time" />
        <Stat
          label="Redeemed"
          value={<NumberText value={numbers.redeemed} />}
          note={type === "standalone" ? "All time" : share}
        />
        <Stat
          label="Revenue"
          value={<Money minor={numbers.revenue.amount} currency={numbers.revenue.currency} short />}
          note={
            limits.orderBudget === null ? (
              "Before discount"
            ) : (
              <Budget of={limits.orderBudget} currency={numbers.revenue.currency} />
            )
          }
        />
        <Stat
          label="Taken off"
          value={<Money minor={numbers.discounts.amount} currency={numbers.discounts.currency} short />}
          note={
            limits.discountBudget !== null ? (
              <Budget of={limits.discountBudget} currency={numbers.discounts.currency} />
            ) : numbers.revenue.amount > 0 ? (
              `${formatShare(numbers.discounts.amount / numbers.revenue.amount)} of the revenue`
            ) : (
              "All time"
            )
          }
        />
        {type === "static" ? (
          <Stat
            label="Left in the pool"
            value={<NumberText value={numbers.free} />}
            note={
              numbers.free === 0 ? (
                "None to give"
              ) : (
                <>
                  of <NumberText value={numbers.codes} />
                </>
              )
            }
          />
        ) : null}
      </div>
    </Card>
  );
}

function Budget({ of, currency }: { of: number; currency: string }) {
  return (
    <>
      of <Money minor={of} currency={currency} short /> budget
    </>
  );
}
