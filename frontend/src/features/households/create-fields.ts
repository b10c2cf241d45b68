import type { HouseholdCreate } from "./api";
import { formValues, MEMBER_FIELDS, type MemberField } from "./fields";
import type { OTHER_STANDINGS } from "./list-search";
import { HEAD } from "./relations";

export type OtherStanding = (typeof OTHER_STANDINGS)[number];

export type MemberFields = Record<MemberField, unknown> & {
  name: string;
  id_number: string | null;
  relation: string | null;
};

export interface CreateFields {
  region: { key: string; label: string } | null;
  group_name: string | null;
  phone: string | null;
  category: string | null;
  standing: OtherStanding;
  document: string | null;
  primary_cause: string | null;
  recognition_year: number | null;
  exit_year: number | null;
  members: MemberFields[];
}

export function newMember(relation: string | null): MemberFields {
  return { ...formValues(MEMBER_FIELDS, null), name: "", id_number: null, relation } as MemberFields;
}

/** An empty form: one person, who is the head. */
export function newHousehold(): CreateFields {
  return {
    region: null,
    group_name: null,
    phone: null,
    category: null,
    standing: "unregistered",
    document: null,
    primary_cause: null,
    recognition_year: null,
    exit_year: null,
    members: [newMember(HEAD)],
  };
}

/** Standings that a household brings along from before the platform; they cite the paper they stand on. */
export function isMigrated(standing: OtherStanding): boolean {
  return standing !== "unregistered";
}

/** What is sent: the first person as head, without the fields that do not belong to the standing, and nothing empty. */
export function toCreate(fields: CreateFields): HouseholdCreate {
  const { region, members, standing, ...rest } = fields;
  const migrated = isMigrated(standing);
  const own = {
    group_name: rest.group_name,
    phone: rest.phone,
    category: rest.category,
    ...(migrated && {
      document: rest.document,
      primary_cause: rest.primary_cause,
      recognition_year: rest.recognition_year,
      exit_year: standing === "exited_earlier" ? rest.exit_year : null,
    }),
  };
  return {
    region_key: region?.key ?? "",
    standing,
    ...filled(own),
    members: members.map((member, place) =>
      filled({ ...member, relation: place === 0 ? HEAD : member.relation }),
    ) as unknown as HouseholdCreate["members"],
  } as HouseholdCreate;
}

function filled<Fields extends object>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== ""),
  ) as Partial<Fields>;
}
