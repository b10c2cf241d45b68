import type { GooseYearRow, Handover } from "./api";
import { type HandoverDraft, sign, startDraft } from "./draft";

/** An invented household and its hand-over, for the tests of this feature. */
export const HOUSEHOLD: GooseYearRow = {
  id: "0192a1b2-0000-7000-8000-000000000001",
  official_no: "13100210300001",
  head_name: "侯丰年",
  region_key: "131002103210",
  village: "椅子圈村",
  standing: "registered",
  poverty_status: "0",
  persons: 4,
  disabled: true,
  year: 2018,
  allowed: 100,
  given: 0,
  remaining: 100,
};

export function signedDraft(): HandoverDraft {
  const draft = startDraft(HOUSEHOLD, "2018-09-27", "YE-1807");
  const fields = { ...draft.fields, alive: 97, dead: 3 };
  return { ...draft, fields, signature: sign("data:image/png;base64,iVBORw0KGgo=") };
}

/** As the service answers a draft that it has taken. */
export function handoverOf({ id, household, fields }: HandoverDraft): Handover {
  return {
    id,
    household: {
      id: household.id,
      official_no: household.official_no,
      head_name: household.head_name,
      region_key: household.region_key,
      village: household.village,
    },
    year: household.year,
    handed_over_on: fields.day ?? "",
    alive: fields.alive ?? 0,
    dead_on_arrival: fields.dead ?? 0,
    batch_no: fields.batch,
    signature_id: "0192a1b2-0000-7000-8000-0000000000f1",
    village_of_day: household.region_key,
    recorded_at: "2018-09-27T02:44:00Z",
    recorded_by: "刘桂英",
    voided: null,
    etag: '"7"',
  };
}
