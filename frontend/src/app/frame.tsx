import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Can } from "@/auth/can";
import { useMay } from "@/auth/session";
import { BoardIcon, GooseIcon, HomeIcon, HouseIcon, ImportIcon, PersonIcon } from "@/components/icons";
import type { NavEntry } from "@/components/layout/nav";
import { Shell } from "@/components/layout/shell";
import { HandoverSender } from "@/features/handover/sender";
import { paths } from "@/lib/paths";

interface Room extends NavEntry {
  group: string;
  /** What the post must be allowed for the room to be shown at all. */
  permission?: string;
  /** Stands at the foot of a phone as well. */
  onPhone?: boolean;
}

/** The rooms of the platform in their order; a new feature adds its line here. */
function useRooms(): Room[] {
  const { t } = useTranslation("nav");
  const may = useMay();
  const room = (
    group: string,
    to: string,
    label: string,
    icon: ReactNode,
    more: Partial<Room> = {},
  ): Room => ({
    group,
    to,
    label,
    icon,
    ...more,
  });
  const work = t("group.work");
  const ledger = t("group.ledger");
  return [
    room(work, paths.home, t("home"), <HomeIcon />, { onPhone: true }),
    room(ledger, paths.households, t("households"), <HouseIcon />, {
      permission: "household.read",
      onPhone: true,
    }),
    room(ledger, paths.otherHouseholds, t("others"), <PersonIcon />, { permission: "household.read" }),
    room(ledger, paths.imports, t("imports"), <ImportIcon />, { permission: "roster.import" }),
    room(t("group.aid"), paths.handovers, t("handovers"), <GooseIcon />, {
      permission: "handover.read",
      onPhone: may("handover.write"),
    }),
    room(t("group.figures"), paths.board, t("board"), <BoardIcon />, {
      permission: "figure.read",
      // Four rooms are as many as a phone's foot holds, and who hands over goslings needs that one.
      onPhone: !may("handover.write"),
    }),
  ].filter((one) => !one.permission || may(one.permission));
}

/** The frame of all pages behind the sign-in, with the rooms that the post may open. */
export function Frame() {
  const { t } = useTranslation("nav");
  const rooms = useRooms();
  const labels = [...new Set(rooms.map((room) => room.group))];
  const groups = labels.map((label) => ({ label, entries: rooms.filter((room) => room.group === label) }));
  const me = { to: paths.account, label: t("me"), icon: <PersonIcon /> };
  return (
    <>
      <Can permission="handover.write">
        <HandoverSender />
      </Can>
      <Shell groups={groups} phoneEntries={[...rooms.filter((room) => room.onPhone), me]} />
    </>
  );
}
