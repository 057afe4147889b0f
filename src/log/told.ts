/**
 * A sentence as a code with what differs each time. It is put into words at the last moment, in the language of whoever
 * reads it; the English words beside it are for the log's SQL.
 */
export type Told = { readonly code: string; readonly params: Readonly<Record<string, Param>> };
/** A value as it is, or a sentence within the sentence. */
export type Param = string | Told | readonly Told[];
