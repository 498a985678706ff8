/**
 * How an entry stands: a draft, in the directory, or no longer offered. Pure.
 *
 * Not to be confused with `status`, which says whether a service is running today.
 */
import type { Body } from "./fields.ts";
import { text } from "./fields.ts";

export const MOST_STEPS = 5; // from one replacement to the next

/** Whether people looking for help find it. What a newer app may say besides is not found. */
export const isListed = (body: Body): boolean => body.state === undefined;

/** Only editors see it, until one of them publishes it. */
export const isDraft = (body: Body): boolean => body.state === "draft";

/** No longer offered. Who still has a link to it is told, and led to what replaces it. */
export const isRetired = (body: Body): boolean => body.state === "retired";

/** The document to use instead, as a retired entry itself says. */
export const replacementOf = (body: Body): string | undefined =>
  isRetired(body) ? text(body, "replaced_by") : undefined;

/**
 * The listed document at the end of the chain of replacements; undefined: there is none here.
 * Editors may make rings of entries, each replaced by the next: those lead nowhere.
 */
export function listedReplacement(
  body: Body,
  bodyOf: (id: string) => Body | undefined,
): string | undefined {
  let id = replacementOf(body);
  for (let step = 0; id !== undefined && step < MOST_STEPS; step++) {
    const next = bodyOf(id);
    if (!next) return undefined;
    if (isListed(next)) return id;
    id = replacementOf(next);
  }
  return undefined;
}

/** A draft: what is begun here is seen by editors only. */
export const asDraft = (body: Body): Body => ({ ...published(body), state: "draft" });

/** In the directory, for every member. */
export function published(body: Body): Body {
  const { state: _state, replaced_by: _replacement, ...rest } = body;
  return rest;
}

/** No longer offered; `replacement` is the ID of a document of the same kind. */
export const retired = (body: Body, replacement?: string): Body => ({
  ...published(body),
  state: "retired",
  ...(replacement === undefined ? {} : { replaced_by: replacement }),
});
