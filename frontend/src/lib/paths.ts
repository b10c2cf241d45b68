/** Every address of the web app, said once. */
export const paths = {
  home: "/",
  account: "/account",
  choosePost: "/choose-post",
  households: "/households",
  otherHouseholds: "/other-households",
  imports: "/imports",
  import: (id: string) => `/imports/${id}`,
  handovers: "/handovers",
  handoverQueue: "/handovers/unsent",
  handoverOf: (householdId: string) => `/handovers/of/${householdId}`,
  board: "/board",
  newHousehold: "/other-households/new",
  household: (id: string, tab?: string) => below(`/households/${id}`, tab),
  /** The same page under the other ledger; the page itself finds out which of the two is right. */
  otherHousehold: (id: string, tab?: string) => below(`/other-households/${id}`, tab),
} as const;

function below(address: string, tab: string | undefined): string {
  return tab ? `${address}/${tab}` : address;
}
