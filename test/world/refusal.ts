/** A request that GitHub would refuse, with the status and the body that it would answer. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, message: string, more: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.body = { message, ...more, documentation_url: "https://docs.github.com/rest", status: String(status) };
  }
}

export const notFound = (): Refusal => new Refusal(404, "Not Found");

/** A 422 that names a field. `code` is GitHub's: `invalid`, `missing_field`, `already_exists`, or `custom` with a message. */
export function invalid(resource: string, field: string, code: string, message?: string): Refusal {
  const error = { resource, field, code, ...(message === undefined ? {} : { message }) };
  return new Refusal(422, "Validation Failed", { errors: [error] });
}
