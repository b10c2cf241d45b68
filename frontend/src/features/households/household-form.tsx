import { useTranslation } from "react-i18next";
import { ChangeForm } from "@/components/change-form";
import { type Household, type HouseholdUpdate, useHouseholdChanges } from "./api";
import { FieldItem } from "./field-item";
import { formValues, HOUSEHOLD_FIELDS, type HouseholdField } from "./fields";
import styles from "./forms.module.css";
import { FROM_TODAY, HOW_FIELDS, type HowChanged, HowChangedItems } from "./how-changed";
import { useSay } from "./use-say";

type Fields = Record<HouseholdField, unknown> & HowChanged;

const REGISTERED_CATEGORIES = ["01", "04", "06"];

/** Fields of which a household that is not registered has none. */
const OF_REGISTERED: readonly HouseholdField[] = ["no_exit_reason"];

export function HouseholdForm({ household, onDone }: { household: Household; onDone: () => void }) {
  const { t } = useTranslation("households");
  const say = useSay();
  const changes = useHouseholdChanges(household.id);
  const isRegistered = household.standing === "registered";
  const masks: Partial<Record<HouseholdField, string | null>> = {
    phone: household.phone_masked,
    bank_account: household.bank_account_masked,
  };
  const read = (one: Household) => ({
    fields: { ...formValues(HOUSEHOLD_FIELDS, one), ...FROM_TODAY } as Fields,
    etag: one.etag,
  });
  const keys = (Object.keys(HOUSEHOLD_FIELDS) as HouseholdField[]).filter(
    (key) => isRegistered || !OF_REGISTERED.includes(key),
  );
  return (
    <ChangeForm<Fields>
      read={read(household)}
      readAgain={async () => read(await changes.latest())}
      meaning={HOW_FIELDS}
      save={(changed, etag, all) =>
        changes.change(
          {
            ...(changed as HouseholdUpdate),
            correction: all.correction,
            effective_from: all.correction ? null : all.effective_from,
            reason: all.reason || null,
          },
          etag,
        )
      }
      onDone={onDone}
      onCancel={onDone}
      label={(key) => t(`field.${key as HouseholdField}`)}
      say={(key, value) => say(HOUSEHOLD_FIELDS[key as HouseholdField], value)}
    >
      <div className={styles.grid}>
        {keys.map((key) => (
          <FieldItem
            key={key}
            name={key}
            label={t(`field.${key}`)}
            field={HOUSEHOLD_FIELDS[key]}
            mask={masks[key]}
            only={key === "category" && isRegistered ? REGISTERED_CATEGORIES : undefined}
          />
        ))}
      </div>
      <HowChangedItems />
    </ChangeForm>
  );
}
