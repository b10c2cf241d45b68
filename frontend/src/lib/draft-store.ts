/**
 * What someone has begun to write, kept in this browser until it is sent: encrypted, under a key that belongs
 * to one person in one post. The key comes with the session and is kept in memory only: whoever signs in next,
 * or opens the browser's storage, has the ciphertext and nothing to read it with. Where the browser has no
 * IndexedDB or no WebCrypto (WeChat, plain HTTP), drafts live as long as the page.
 */

const DATABASE = "bangfu-drafts";
const DRAFTS = "drafts";

export interface DraftOwner {
  personId: string;
  postId: string;
  /** Base64 of 32 bytes, from the session; none before a post is chosen. */
  key: string | null;
}

export interface Draft<Content> {
  name: string;
  savedAt: string;
  content: Content;
}

interface Sealed {
  id: string;
  owner: string;
  name: string;
  savedAt: string;
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

export interface DraftStore {
  /** Whether what is written outlives the page. */
  readonly isLasting: boolean;
  read<Content>(name: string): Promise<Draft<Content> | null>;
  /** All drafts of the owner whose name begins so, oldest first. */
  list<Content>(prefix: string): Promise<Draft<Content>[]>;
  write(name: string, content: unknown): Promise<void>;
  remove(name: string): Promise<void>;
}

export function openDraftStore(owner: DraftOwner): DraftStore {
  const isKept = typeof indexedDB !== "undefined" && Boolean(globalThis.crypto?.subtle);
  const id = `${owner.personId}/${owner.postId}`;
  return isKept && owner.key ? new BrowserDrafts(id, importKey(owner.key)) : pageDrafts(id);
}

class BrowserDrafts implements DraftStore {
  readonly isLasting = true;

  constructor(
    private readonly owner: string,
    private readonly key: Promise<CryptoKey>,
  ) {}

  async read<Content>(name: string): Promise<Draft<Content> | null> {
    const sealed = await request<Sealed | undefined>(DRAFTS, "readonly", (store) => store.get(this.id(name)));
    return sealed ? this.open<Content>(sealed) : null;
  }

  async list<Content>(prefix: string): Promise<Draft<Content>[]> {
    const all = await request<Sealed[]>(DRAFTS, "readonly", (store) => store.getAll());
    const own = all.filter((one) => one.owner === this.owner && one.name.startsWith(prefix));
    const opened = await Promise.all(own.map((one) => this.open<Content>(one)));
    return opened
      .filter((draft) => draft !== null)
      .sort((one, other) => one.savedAt.localeCompare(other.savedAt));
  }

  async write(name: string, content: unknown): Promise<void> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const clear = new TextEncoder().encode(JSON.stringify(content));
    const data = await crypto.subtle.encrypt(this.box(iv, name), await this.key, clear);
    const savedAt = new Date().toISOString();
    const sealed: Sealed = { id: this.id(name), owner: this.owner, name, savedAt, iv, data };
    await request(DRAFTS, "readwrite", (store) => store.put(sealed));
  }

  async remove(name: string): Promise<void> {
    await request(DRAFTS, "readwrite", (store) => store.delete(this.id(name)));
  }

  private async open<Content>(sealed: Sealed): Promise<Draft<Content> | null> {
    try {
      const clear = await crypto.subtle.decrypt(
        this.box(sealed.iv, sealed.name),
        await this.key,
        sealed.data,
      );
      const content = JSON.parse(new TextDecoder().decode(clear)) as Content;
      return { name: sealed.name, savedAt: sealed.savedAt, content };
    } catch {
      // Sealed under another key ring, before the installation was restored: nobody can read it any more.
      await this.remove(sealed.name);
      return null;
    }
  }

  private box(iv: Uint8Array<ArrayBuffer>, name: string): AesGcmParams {
    return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(this.id(name)) };
  }

  private id(name: string): string {
    return `${this.owner}/${name}`;
  }
}

function importKey(base64: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

const PAGE = new Map<string, Map<string, Draft<unknown>>>();

function pageDrafts(owner: string): DraftStore {
  const drafts = PAGE.get(owner) ?? new Map<string, Draft<unknown>>();
  PAGE.set(owner, drafts);
  return {
    isLasting: false,
    read: async <Content>(name: string) => (drafts.get(name) as Draft<Content> | undefined) ?? null,
    list: async <Content>(prefix: string) =>
      [...drafts.values()].filter((draft) => draft.name.startsWith(prefix)) as Draft<Content>[],
    write: async (name, content) => {
      drafts.set(name, { name, savedAt: new Date().toISOString(), content: structuredClone(content) });
    },
    remove: async (name) => {
      drafts.delete(name);
    },
  };
}

function request<Result>(
  name: string,
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(DRAFTS, { keyPath: "id" });
    };
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(name, mode);
      const asked = ask(transaction.objectStore(name));
      asked.onerror = () => reject(asked.error);
      asked.onsuccess = () => resolve(asked.result as Result);
      transaction.oncomplete = () => database.close();
    };
  });
}
