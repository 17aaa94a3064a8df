import { settings } from "./settings.ts"
import { operator } from "./topic.ts"

/** What the account may cost in a month. Nothing is switched off beyond it: the operator is written to, before and when it is spent. */
const told = { threshold: 100, thresholdType: "PERCENTAGE", comparisonOperator: "GREATER_THAN" }
new aws.budgets.Budget("Budget", {
  name: `${$app.name}-${$app.stage}`,
  budgetType: "COST",
  timeUnit: "MONTHLY",
  limitUnit: "USD",
  limitAmount: String(settings.monthlyBudget ?? 25),
  notifications: ["FORECASTED", "ACTUAL"].map((notificationType) => ({
    ...told,
    notificationType,
    subscriberEmailAddresses: [operator],
  })),
})
