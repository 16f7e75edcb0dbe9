/** Private AS numbers of four bytes (RFC 6996). */
export const FIRST_AS_NUMBER = 4_200_000_000;
export const LAST_AS_NUMBER = 4_294_967_294;

/** Partition keys of 15 bits, without 0 and without the default partition 0x7fff. */
export const FIRST_PKEY = 0x0001;
export const LAST_PKEY = 0x7ffe;
