/** The fields whose value differs, by content: [] equals [], "" and undefined equal null. */
export function changedFields<Fields extends object>(
  before: Fields,
  after: Partial<Fields>,
): Partial<Fields> {
  const changed: Partial<Fields> = {};
  for (const key of Object.keys(after) as (keyof Fields)[]) {
    if (!sameValue(before[key], after[key])) changed[key] = emptied(after[key]);
  }
  return changed;
}

export function sameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(emptied(one) ?? null) === JSON.stringify(emptied(other) ?? null);
}

/** What a person wiped out of a field is sent as null: "nothing is known". */
function emptied<Value>(value: Value): Value {
  return value === "" || value === undefined ? (null as Value) : value;
}
