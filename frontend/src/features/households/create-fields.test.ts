import { describe, expect, it } from "vitest";
import { withoutProtected } from "./create-draft";
import { newHousehold, newMember, toCreate } from "./create-fields";

const household = () => ({
  ...newHousehold(),
  region: { key: "131002102236", label: "椅子圈村" },
  group_name: "3 组",
  phone: "13800000000",
  document: "2014 年名册",
  members: [
    {
      ...newMember("01"),
      name: "甲",
      id_number: "131002195803151212",
      certificate_no: "13100219580315121242",
    },
  ],
});

describe("toCreate", () => {
  it("sends nothing that is empty and asks nothing that the number says", () => {
    const body = toCreate(household());
    expect(body.members).toEqual([
      {
        health: [],
        name: "甲",
        id_number: "131002195803151212",
        relation: "01",
        certificate_no: "13100219580315121242",
      },
    ]);
    expect(body).toMatchObject({ region_key: "131002102236", standing: "unregistered" });
  });

  it("cites a document only for a standing brought along from before", () => {
    expect(toCreate(household())).not.toHaveProperty("document");
    expect(toCreate({ ...household(), standing: "cleared" })).toHaveProperty("document", "2014 年名册");
  });

  it("keeps the year of exit to those who exited", () => {
    const fields = { ...household(), exit_year: 2016 };
    expect(toCreate({ ...fields, standing: "cleared" })).not.toHaveProperty("exit_year");
    expect(toCreate({ ...fields, standing: "exited_earlier" })).toHaveProperty("exit_year", 2016);
  });
});

it("leaves no protected value in the draft on the device", () => {
  const kept = JSON.stringify(withoutProtected(household()));
  expect(kept).not.toMatch(/131002195803151212|13800000000/);
  expect(kept).toContain("3 组");
});
