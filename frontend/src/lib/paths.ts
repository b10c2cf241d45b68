/** Every address of the web app, said once. */
export const paths = {
  home: "/",
  account: "/account",
  choosePost: "/choose-post",
  households: "/households",
  otherHouseholds: "/other-households",
  imports: "/imports",
  newHousehold: "/other-households/new",
  household: (id: string, tab?: string) => `/households/${id}${tab ? `/${tab}` : ""}`,
} as const;
