import { Drawer } from "antd";
import type { ReactNode } from "react";
import { usePhone } from "@/lib/use-phone";

interface Props {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A form beside the page it belongs to, which stays readable; on a phone it takes the whole screen. */
export function SideSheet({ title, isOpen, onClose, children }: Props) {
  const isPhone = usePhone();
  return (
    <Drawer
      title={title}
      open={isOpen}
      onClose={onClose}
      size={isPhone ? "100%" : 520}
      mask={{ closable: false, blur: false }}
      styles={{ mask: { background: "rgba(31, 42, 55, .25)" } }}
      destroyOnHidden
    >
      {children}
    </Drawer>
  );
}
