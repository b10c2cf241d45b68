import { registry, unwrap } from "./client";

/** The household within the caller's scope where the person of an ID number lives, or `null`. */
export async function lookupIdNumber(idNumber: string): Promise<string | null> {
  const found = unwrap(
    await registry.POST("/api/registry/v1/households/lookup", { body: { id_number: idNumber } }),
  );
  return found.items[0]?.id ?? null;
}
