import type { FormInstance } from "antd";
import { useEffect, useRef, useState } from "react";
import { useDrafts } from "@/auth/use-drafts";
import type { CreateFields } from "./create-fields";

const NAME = "household-create";
const AFTER_MS = 600;

/**
 * Keeps the form from one visit to the next. ID numbers, certificates, telephones and accounts are never
 * written to this device: in the same page they come back, after a reload they are asked for again.
 */
export function useCreateDraft(form: FormInstance<CreateFields>) {
  const drafts = useDrafts();
  const [state, setState] = useState<"reading" | "fresh" | "restored" | "saved">("reading");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    let isLeft = false;
    void drafts.read<CreateFields>(NAME).then((draft) => {
      if (isLeft) return;
      if (draft) form.setFieldsValue(draft.content);
      setState(draft ? "restored" : "fresh");
    });
    return () => {
      isLeft = true;
      clearTimeout(timer.current);
    };
  }, [drafts, form]);

  return {
    state,
    keep: () => {
      clearTimeout(timer.current);
      timer.current = setTimeout(async () => {
        await drafts.write(NAME, withoutProtected(form.getFieldsValue(true)));
        setState("saved");
      }, AFTER_MS);
    },
    drop: async () => {
      clearTimeout(timer.current);
      await drafts.remove(NAME);
      setState("fresh");
    },
  };
}

/** The same form without what may not lie on a device. */
export function withoutProtected(fields: CreateFields): CreateFields {
  return {
    ...fields,
    phone: null,
    members: (fields.members ?? []).map((member) => ({
      ...member,
      id_number: null,
      phone: null,
      certificate_no: null,
    })),
  };
}
