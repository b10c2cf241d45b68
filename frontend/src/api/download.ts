import { problemFrom } from "./problem";
import { send } from "./send";

/** Fetches a file under the session and hands it to the browser to keep; a refusal is thrown as a problem. */
export async function download(address: string, fallbackName: string): Promise<void> {
  const response = await send(new Request(new URL(address, window.location.origin)));
  if (!response.ok) throw problemFrom(response, await response.json().catch(() => null));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = fileName(response.headers.get("Content-Disposition")) ?? fallbackName;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The name in `Content-Disposition`, RFC 5987 form first: Chinese names come percent-encoded. */
function fileName(disposition: string | null): string | null {
  const encoded = disposition?.match(/filename\*=UTF-8''([^;]+)/i)?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return disposition?.match(/filename="?([^";]+)"?/i)?.[1] ?? null;
}
