/** Limits of what people write. */
import { invalid } from "../refusal.ts";

const LONGEST = 65_536;

/** @throws Refusal 422 for a body over 65,536 characters */
export function checkBody(resource: string, body: string): void {
  if (body.length <= LONGEST || [...body].length <= LONGEST) return;
  throw invalid(resource, "body", "custom", "body is too long (maximum is 65536 characters)");
}

/** @throws Refusal 422 for an empty title, or one over 256 characters */
export function checkTitle(title: string): void {
  if (title.trim() === "") throw invalid("Issue", "title", "missing_field");
  if ([...title].length > 256)
    throw invalid("Issue", "title", "custom", "title is too long (maximum is 256 characters)");
}
