const MAC = /^[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}$/;
const GUID = /^(?:0x)?([0-9a-f]{16})$/;

/** A MAC address written with colons or hyphens, in any case, as `aa:bb:cc:00:11:22`; undefined where it is none. */
export function toMac(text: string): string | undefined {
  const small = text.toLowerCase();
  return MAC.test(small) ? small.replaceAll('-', ':') : undefined;
}

/** A GUID of 16 hex digits, with or without `0x`, as 16 small digits; undefined where it is none. */
export function toGuid(text: string): string | undefined {
  return GUID.exec(text.toLowerCase())?.[1];
}
