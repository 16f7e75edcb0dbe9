/** A small program that a user could write by mistake; it must throw. */
export type Program = () => unknown;

/** Programs by the name of the file that holds the text of their error. */
export type Programs = Readonly<Record<string, Program>>;
