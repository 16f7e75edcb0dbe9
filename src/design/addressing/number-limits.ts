/** First private AS number of four bytes (RFC 6996). */
export const FIRST_AS_NUMBER = 4_200_000_000;
/** Last private AS number of four bytes. */
export const LAST_AS_NUMBER = 4_294_967_294;

/** First partition key of 15 bits: 0 is none. */
export const FIRST_PKEY = 0x0001;
/** Last partition key of 15 bits: 0x7fff is the default partition. */
export const LAST_PKEY = 0x7ffe;
